import Axon
public import Graph
import Kernels

/// Rungs 3 to 6: the kernels of the board, on a board, an emulated one or this machine.
struct FusedRungs {
  private let files: LadderFiles
  private let image: [UInt8]
  var target: any LadderTarget

  /// The rungs of the model in `files`, on `target`.
  init(_ files: LadderFiles, target: any LadderTarget) throws(InvalidInput) {
    self.files = files
    self.target = target
    image = try files.image()
  }

  /// Runs one rung over the held-out text.
  func measure(_ rung: LadderRung) throws(EngineError) -> RungMeasurement {
    let count = files.characters
    let tokens = files.tokens[..<count].map { UInt8(truncatingIfNeeded: $0) }
    let run = try target.run(LadderJob(rung: rung, image: image, tokens: tokens))
    guard run.tokens.count == count else {
      throw .infrastructure(
        InfrastructureFailure(
          subject: target.name, reason: "\(run.tokens.count) of \(count) tokens came back"))
    }
    let numerics: RungMeasurement.Numerics
    do {
      numerics = try RungMeasurement.Numerics(
        logits: run.tokens.flatMap(\.logits), expected: files.logits, next: files.following,
        vocabulary: files.model.shape.vocabulary)
    } catch {
      throw .invalid(error)
    }
    let totals = run.tokens.compactMap { $0.instructions.map { Double($0.total) } }
    let counted = run.unit == .instructions ? run.tokens.compactMap(\.instructions) : []
    let breakdown = (counted.isEmpty ? [] : MambaSection.counted).map { section in
      RungMeasurement.Section(
        "\(section)", mean(counted.map { Double($0[section]) }))
    }
    return RungMeasurement(
      rung: rung, instructions: mean(counted.map { Double($0.total) }), breakdown: breakdown,
      source: totals.isEmpty
        ? "not counted"
        : "\(run.unit == .cycles ? "cycles" : "counted") on target \(target.name), -Osize",
      npuTicks: rung == .ours
        ? files.model.shape.packedTicks : files.model.shape.linearTicks,
      npuCalls: mean(run.tokens.map { Double($0.npuCalls) }),
      memory: RungMeasurement.Memory(
        state: run.memory.state, scratch: run.memory.scratch, weights: run.memory.constants),
      numerics: numerics, cycles: run.unit == .cycles ? mean(totals) : nil)
  }

  private func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}

extension LadderFiles {
  /// The model as the board has it: quantized over the ranges that its linear layers take on the
  /// calibration text.
  public func image() throws(InvalidInput) -> [UInt8] {
    var reference = LadderReference(model)
    for token in calibration { _ = reference(token) }
    return try MambaImageWriter.image(of: model, ranges: reference.ranges)
  }
}

extension MambaSection {
  /// The sections whose instructions are the CPU's, in order.
  fileprivate static let counted: [MambaSection] = [
    .norm, .conv, .scan, .activation, .quantize, .state, .other,
  ]
}

extension MambaShape {
  /// Ticks of rung 6's linear layers: the step's two are one, outputs have 16 bits, logits 32.
  var packedTicks: Double {
    let block = [(model, 2 * inner), (inner, inner + 2 * states), (inner, model)]
    let ticks = block.reduce(0) { sum, sizes in
      sum + CostReport.ticks(ofFullyConnected: sizes.0, outputs: sizes.1, bytes: 2)
    }
    return Double(layers) * ticks
      + CostReport.ticks(ofFullyConnected: model, outputs: vocabulary, bytes: 4)
  }

  /// Ticks of all linear layers of a token, an NPU call each.
  var linearTicks: Double {
    let block = [(model, 2 * inner), (inner, selection), (rank, inner), (inner, model)]
    let ticks = block.reduce(0) { sum, sizes in
      sum + CostReport.ticks(ofFullyConnected: sizes.0, outputs: sizes.1)
    }
    return Double(layers) * ticks + CostReport.ticks(ofFullyConnected: model, outputs: vocabulary)
  }
}

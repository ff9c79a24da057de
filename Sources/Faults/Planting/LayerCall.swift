import Axon
import Graph

/// One layer of a region as engine `axon` makes it ready, for faults to change.
struct LayerCall: Sendable {
  /// Changes a layer's output, knowing the operands; all in C, H, W order.
  typealias Distortion = @Sendable (_ output: inout [Int8], _ operands: [[Int8]]) -> Void

  var layer: AxonLayer
  /// The zero points that the operands' producers have.
  var zeroPoints: [Int]
  /// Its place in the region.
  let index: Int
  let network: AxonNetwork
  private(set) var distortions: [Distortion] = []
  /// The operand, if it is a layer's output, whose memory the output is written to as well.
  var overwritten: Int?
  /// Whether the output of the last run is kept while the operands begin with the same element.
  var keepsOutput = false

  init(_ index: Int, of network: AxonNetwork) {
    self.index = index
    self.network = network
    layer = network.layers[index]
    zeroPoints = layer.operands.map(network.zeroPoint)
  }

  /// Adds a change of the output.
  mutating func distort(_ distortion: @escaping Distortion) { distortions.append(distortion) }

  /// Whether a later layer reads an operand too.
  func isReadLater(_ operand: Int) -> Bool {
    let source = layer.operands[operand]
    return network.layers[(index + 1)...].contains { $0.operands.contains(source) }
  }

  /// Whether an operand enters the region, unlike one that a layer makes.
  func isExternal(_ operand: Int) -> Bool {
    if case .external = layer.operands[operand] { true } else { false }
  }

  /// The layer by itself.
  /// - Throws: `graph` if it is no valid one.
  func program() throws(InvalidInput) -> AxonProgram { try Self.program(layer, zeroPoints) }

  private static func program(
    _ layer: AxonLayer, _ zeroPoints: [Int]
  ) throws(InvalidInput) -> AxonProgram {
    var alone = layer
    alone.operands = layer.operands.indices.map { .external($0) }
    return try AxonProgram(
      AxonNetwork(
        externals: zip(layer.inputs, zeroPoints).map {
          AxonNetwork.External(dims: $0, zeroPoint: $1)
        }, layers: [alone]))
  }

  /// What the layer sums up before its output stage; nil for a layer that has none.
  func accumulators() -> (@Sendable ([[Int8]]) -> [Int])? {
    switch layer.operation {
    case .concat, .stridedSlice, .reshape, .persistentVariable, .softmax, .sigmoid, .tanh:
      return nil
    default: break
    }
    var sums = layer
    sums.output.byteWidth = 4
    sums.activation = .none
    sums.outputZeroPoint = 0
    sums.shifts = [0]
    if layer.operation != .add {
      sums.multipliers = sums.multipliers.map { _ in 1 }
      if layer.activation == .leakyReLU { return nil }
    }
    guard let program = try? Self.program(sums, zeroPoints) else { return nil }
    let count = sums.output.count
    return { operands in
      let memory = AxonMemory(for: program)
      memory.load(operands)
      program.run(in: memory)
      let output = memory.output(ofLayer: 0).assumingMemoryBound(to: Int32.self)
      return (0..<count).map { Int(output[$0]) }
    }
  }

  /// Replaces the output stage: `stage` gives the INT8 output of a sum, its multiplier and its shift.
  ///
  /// Layers without one, and leaky ReLU, stay as they are.
  mutating func replaceStage(_ stage: @escaping @Sendable (OutputSum) -> Int) {
    guard layer.output.byteWidth == 1, let accumulators = accumulators() else { return }
    let layer = layer
    distort { output, operands in
      for (index, sum) in accumulators(operands).enumerated() {
        let isFlat = layer.operation == .fullyConnected
        let channel = isFlat ? index : index / layer.output.plane
        // A fully connected layer with one shift has one multiplier too.
        let isShared = layer.multipliers.count == 1 || (isFlat && layer.shifts.count == 1)
        let multiplier = layer.operation == .add ? 1 : layer.multipliers[isShared ? 0 : channel]
        let shift = layer.shifts[layer.shifts.count == 1 ? 0 : channel]
        output[index] = Int8(
          truncatingIfNeeded: stage(
            OutputSum(
              sum: layer.activation == .relu ? max(sum, 0) : sum, multiplier: Int(multiplier),
              shift: shift, zeroPoint: layer.outputZeroPoint)))
      }
    }
  }
}

/// What the output stage of a layer makes an INT8 number of.
struct OutputSum {
  var sum: Int
  var multiplier: Int
  var shift: Int
  var zeroPoint: Int

  /// The product, to be divided by 2^shift.
  var product: Int { sum &* multiplier }

  /// The same with the zero point in it.
  var biased: Int { product &+ (zeroPoint << shift) }
}

extension AxonMemory {
  /// Fills the inputs.
  func load(_ operands: [[Int8]]) {
    for (index, operand) in operands.enumerated() {
      operand.withUnsafeBytes { bytes in
        UnsafeMutableRawBufferPointer(start: external(index), count: bytes.count)
          .copyMemory(from: bytes)
      }
    }
  }
}

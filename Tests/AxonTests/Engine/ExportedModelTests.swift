import Axon
import Graph
import Quantized
import TestSupport
import Testing

/// The exported INT models on engine `axon`.
@Suite struct ExportedModelTests {
  /// Models whose multiply-accumulates AXON must do.
  static let networks = ExportedPart.all.filter { part in
    [
      "autoencoder", "conv1d_bn_relu", "conv2d_bn_relu", "dscnn_kws", "dscnn_kws_softmax",
      "dwsep_block", "linear_relu", "residual_add", "small_cnn",
    ].contains { part.model == $0 + "_int8" }
  }

  /// For each model how many elements of all its outputs are 1 LSB from the TOSA reference model's;
  /// none is further. AXON rounds ties to even, TOSA up (AVG_POOL2D: away from zero), and multipliers
  /// have fewer bits. All of pools_int8 are ties: a mean of 4 ends in .5 every fourth time.
  /// A softmax reads logits before they are INT8.
  static let differing: [String: Int] = [
    "conv2d_bn_relu_int8": 1, "dscnn_kws_softmax_int8": 1, "dwsep_block_int8": 1, "pools_int8": 78,
    "small_cnn_int8": 2,
  ]

  @Test func `there are models`() {
    #expect(ExportedPart.all.count >= 19)
    #expect(Self.networks.count == 9)
  }

  @Test(arguments: ExportedPart.all)
  func `outputs are within an LSB of the reference model's`(part: ExportedPart) throws {
    let graph = try part.graph()
    #expect(AxonEngine().unsupported(in: graph).isEmpty)
    let plan = try AxonEngine().prepare(graph)
    let session = try plan.makeSession()
    let expected = try part.expected()
    #expect(!expected.isEmpty)
    // Twice: nothing of the first run may show in the second.
    for _ in 0..<2 {
      var outputs = plan.makeOutputs()
      try session.run(part.inputs(), into: &outputs)
      #expect(outputs.map(\.type) == expected.map(\.type))
      var counts: [Int: Int] = [:]
      for (output, tensor) in zip(outputs, expected) {
        counts.merge(histogram(output, tensor), uniquingKeysWith: +)
      }
      counts[0] = nil
      let ones = Self.differing[part.model] ?? 0
      #expect(counts == (ones == 0 ? [:] : [1: ones]))
    }
  }

  @Test(arguments: networks)
  func `AXON does the work of the networks`(part: ExportedPart) throws {
    let report = try AxonEngine().compile(part.graph()).report
    #expect(try #require(report.delegatedWork) >= 0.95)
    // A sum between tables, as softmax has it, is a network of its own.
    let weighted = report.networks.filter { $0.layers.contains { !$0.filter.isEmpty } }
    #expect(weighted.count == 1)
  }

  @Test(arguments: ExportedPart.all)
  func `every operator that stays on the CPU says why`(part: ExportedPart) throws {
    let report = try AxonEngine().compile(part.graph()).report
    for entry in report.operators {
      if case .host(let reason) = entry.placement { #expect(!reason.isEmpty) }
    }
  }

  @Test(arguments: ExportedPart.all)
  func `observed tensors have TOSA's names, types and order`(part: ExportedPart) throws {
    let graph = try part.graph()
    var known: [String: TensorObservation] = [:]
    _ = try QuantizedEngine().prepare(graph).run(part.inputs()) { known[$0.name] = $0 }
    var seen: [TensorObservation] = []
    let outputs = try AxonEngine().prepare(graph).run(part.inputs()) { seen.append($0) }
    for observation in seen {
      let twin = try #require(known[observation.name])
      #expect(observation.tensor.type == twin.tensor.type)
      #expect(observation.operatorIndex == twin.operatorIndex)
      if observation.tensor.dtype == .int8 {
        let largest = histogram(observation.tensor, twin.tensor).keys.max() ?? 0
        #expect(largest <= 1, "\(observation.name)")
      }
    }
    for (port, output) in zip(graph.outputs, outputs) {
      #expect(seen.last { $0.name == port.name }?.tensor == output)
    }
  }

  @Test(arguments: ExportedPart.all)
  func `without patterns everything equals quantized`(part: ExportedPart) throws {
    let engine = AxonEngine(options: AxonOptions(disabled: Set(OperatorKind.allCases)))
    let plan = try engine.compile(part.graph())
    #expect(plan.report.networks.isEmpty)
    #expect(try plan.run(part.inputs()) == part.expected())
  }

  @Test(arguments: networks)
  func `sessions run side by side`(part: ExportedPart) async throws {
    let plan = try AxonEngine().prepare(part.graph())
    let inputs = try part.inputs()
    let first = try plan.run(inputs)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<2 {
        group.addTask {
          let session = try plan.makeSession()
          var outputs = plan.makeOutputs()
          for _ in 0..<4 { try session.run(inputs, into: &outputs) }
          return outputs == first
        }
      }
      for try await isEqual in group { #expect(isEqual) }
    }
  }
}

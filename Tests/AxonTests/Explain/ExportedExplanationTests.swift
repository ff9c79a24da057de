import Axon
import Graph
import TestSupport
import Testing

/// The exported INT models: where AXON and TOSA differ, every element is understood.
@Suite struct ExportedExplanationTests {
  /// What is found for a model, over all tensors that AXON's layers make.
  struct Finding: Sendable, Hashable {
    var causes: [DifferenceCause: Int] = [:]
    var inherited = 0
  }

  /// With the recorded inputs; models that are not here do not differ at all. Recorded from this
  /// code; the number of differing elements of the outputs is `ExportedModelTests.differing`.
  static let recorded: [String: Finding] = [
    "conv2d_bn_relu_int8": Finding(causes: [.multiplierPrecision: 1]),
    "dscnn_kws_int8": Finding(causes: [.multiplierPrecision: 41], inherited: 290),
    "dscnn_kws_softmax_int8": Finding(
      causes: [.multiplierPrecision: 41, .extensionInput: 1], inherited: 290),
    "dwsep_block_int8": Finding(causes: [.multiplierPrecision: 1]),
    "pools_int8": Finding(causes: [.poolTie: 78]),
    "small_cnn_int8": Finding(causes: [.multiplierPrecision: 15], inherited: 43),
  ]

  /// The same with random inputs.
  static let random: [String: Finding] = [
    "autoencoder_int8": Finding(causes: [.multiplierPrecision: 2], inherited: 13),
    "conv2d_bn_relu_int8": Finding(causes: [.multiplierPrecision: 1]),
    "dscnn_kws_int8": Finding(causes: [.multiplierPrecision: 32], inherited: 94),
    "dscnn_kws_softmax_int8": Finding(
      causes: [.multiplierPrecision: 32, .extensionInput: 1], inherited: 94),
    "dwsep_block_int8": Finding(causes: [.multiplierPrecision: 1]),
    "pools_int8": Finding(causes: [.poolTie: 67]),
    "small_cnn_int8": Finding(causes: [.multiplierPrecision: 21], inherited: 195),
  ]

  @Test(arguments: ExportedPart.all)
  func `with recorded inputs`(part: ExportedPart) throws {
    let report = try TracedPair(part.graph(), inputs: part.inputs()).explain()
    #expect(report.unexplained == 0)
    #expect(Finding(report) == Self.recorded[part.model] ?? Finding())
  }

  @Test(arguments: ExportedPart.all)
  func `with random inputs`(part: ExportedPart) throws {
    let graph = try part.graph()
    let inputs = PatternSketch.values(for: graph, seed: 6)
    let report = try TracedPair(graph, inputs: inputs).explain()
    #expect(report.unexplained == 0)
    #expect(Finding(report) == Self.random[part.model] ?? Finding())
  }

  @Test(arguments: ExportedPart.all)
  func `recomputed, both engines are right everywhere`(part: ExportedPart) throws {
    let pair = try TracedPair(part.graph(), inputs: part.inputs())
    let (all, some) = (try pair.explain(scope: .all), try pair.explain())
    #expect(all.unexplained == 0)
    #expect(all == some)
  }

  @Test(arguments: ExportedPart.all)
  func `every element that differs is counted once`(part: ExportedPart) throws {
    let pair = try TracedPair(part.graph(), inputs: part.inputs())
    for tensor in try pair.explain().tensors {
      let (first, second) = (pair.quantized[tensor.name], pair.axon[tensor.name])
      let counts = histogram(try #require(first), try #require(second))
      #expect(tensor.differing == tensor.elements - counts[0, default: 0])
      let sum = tensor.explained.values.reduce(tensor.inherited + tensor.unexplained, +)
      #expect(sum == tensor.differing)
    }
  }
}

extension ExportedExplanationTests.Finding {
  init(_ report: ExplanationReport) {
    self.init(causes: report.explained, inherited: report.inherited)
  }
}

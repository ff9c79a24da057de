import Axon
import Foundation
import Graph
import Testing

/// Softmax after a linear layer: the layer gives q11.12, the extension reads that.
@Suite struct SoftmaxTests {
  static let scales = [
    SoftmaxSketch(inputScale: 0.02),
    SoftmaxSketch(inputScale: 0.02, outputScale: 1 / 300),
    SoftmaxSketch(inputScale: 0.004, zeroPoint: -60, reach: 0.8, sums: 9...9, outputScale: 1 / 900),
    SoftmaxSketch(inputScale: 0.1, zeroPoint: 30, reach: 20, sums: 1...4),
  ]

  @Test(arguments: scales, [2, 10, 33])
  func `a linear and softmax become a layer and an extension`(
    scales: SoftmaxSketch, classes: Int
  ) throws {
    var sketch = PatternSketch(seed: 3)
    let y = sketch.classifier(scales, inputs: 20, classes: classes)
    let graph = try sketch.graph(y)
    let plan = try AxonEngine().compile(graph)
    #expect(plan.report.delegatedOperators == 1)
    let network = try #require(plan.report.networks.first)
    #expect(network.layers.map(\.operation) == [.fullyConnected, .softmax])
    #expect(network.layers[0].output.byteWidth == 4)
    #expect(network.layers[0].activation == .prepareSoftmax)

    for seed in 1...5 as ClosedRange<UInt64> {
      let pair = try TracedPair(graph, inputs: PatternSketch.values(for: graph, seed: seed))
      #expect(try pair.explain(scope: .all).unexplained == 0)
      let logits = graph.main.operators.first { $0.kind == .rescale }?.outputs[0]
      let name = try graph.main[#require(logits)].name
      let exact = try Self.probabilities(#require(pair.quantized[name]), scales)
      let found = try #require(pair.axon[graph.outputs[0].name]).elements(as: Int8.self)
      // Half a step of the logits, the exponentials' rounding, and half an LSB; where INT8 logits
      // saturate AXON's do not.
      let steps = try #require(pair.quantized[name]).elements(as: Int8.self)
      guard steps.allSatisfy({ abs(Int($0)) < 127 }) else { continue }
      for (p, value) in zip(exact, found) {
        let expected = min(p / scales.outputScale - 128, 127)
        let reach = 1 + (p / scales.outputScale) * (scales.inputScale + 0.01)
        #expect((Double(value) - expected).magnitude <= reach, "\(p)")
      }
    }
  }

  private static func probabilities(_ logits: Tensor, _ scales: SoftmaxSketch) -> [Double] {
    let powers = logits.elements(as: Int8.self).map { exp(scales.inputScale * Double($0)) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  /// -128 is a logit of 0 that INT8 cannot go below.
  @Test func `a ReLU before softmax stays between them`() throws {
    var sketch = PatternSketch(seed: 3)
    let y = sketch.classifier(
      SoftmaxSketch(inputScale: 0.02, zeroPoint: -128), inputs: 20, classes: 6)
    let plan = try AxonEngine().compile(sketch.graph(y))
    #expect(!plan.report.networks.contains { $0.layers.contains { $0.operation == .softmax } })
  }

  @Test func `switched off, it stays on the CPU`() throws {
    var sketch = PatternSketch(seed: 3)
    let y = sketch.classifier(Self.scales[0], inputs: 20, classes: 6)
    let graph = try sketch.graph(y)
    let fusions = try AxonEngine().compile(graph).fusions
    #expect(fusions.map(\.pattern) == ["PTSoftmax"])
    #expect(fusions.map(\.kernel) == ["AXON's softmax"])
    let plan = try AxonEngine(options: AxonOptions(disabledFusions: ["PTSoftmax"])).compile(graph)
    #expect(!plan.report.networks.contains { $0.layers.contains { $0.operation == .softmax } })
  }
}

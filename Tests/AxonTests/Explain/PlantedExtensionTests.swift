import Axon
import Graph
import Testing

/// Faults of 1 LSB in results of CPU extensions: each is unexplained, nothing else is.
@Suite struct PlantedExtensionTests {
  static let graphs: [@Sendable (inout PatternSketch) -> TensorID] = [
    {
      let x = ActivationTests.cases[0].build(&$0, -20)
      return $0.table(x, TableSketch(.sigmoid, inputScale: 0x1p-5, inputZeroPoint: -20))
    },
    {
      let x = ActivationTests.cases[3].build(&$0, 7)
      return $0.table(x, TableSketch(.tanh, inputScale: 0x1p-6, inputZeroPoint: 7))
    },
    { $0.classifier(SoftmaxSketch(inputScale: 0.03), inputs: 24, classes: 40) },
  ]

  @Test(arguments: graphs.indices, [false, true])
  func `a fault of 1 LSB is unexplained`(index: Int, isAxon: Bool) throws {
    var sketch = PatternSketch(seed: 12)
    let y = Self.graphs[index](&sketch)
    let graph = try sketch.graph(y)
    let clean = try TracedPair(graph, inputs: PatternSketch.values(for: graph, seed: 4))
    #expect(try clean.explain(scope: .all).unexplained == 0)
    let name = graph.outputs[0].name
    var random = SplitMix64(seed: 77)
    for _ in 0..<20 {
      var pair = clean
      let path = isAxon ? \TracedPair.axon : \TracedPair.quantized
      let element = random.integer(in: 0...graph.outputs[0].type.shape.elementCount - 1)
      let step: Int8 = random.integer(in: 0...1) == 0 ? 1 : -1
      pair[keyPath: path][name]?.withMutableElements(as: Int8.self) {
        let own = $0[element]
        $0[element] = own == .max ? own - 1 : own == .min ? own + 1 : own + step
      }
      #expect(try pair.explain(scope: .all).unexplained == 1)
    }
  }
}

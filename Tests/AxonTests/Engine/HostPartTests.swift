import Axon
import Graph
import Quantized
import TestSupport
import Testing

/// What the CPU's parts do is said of the whole graph.
@Suite struct HostPartTests {
  @Test func `an unpredictable result names the operator of the whole`() throws {
    var sketch = PatternSketch(seed: 3)
    let x = sketch.convolve(sketch.input([1, 4, 5, 4]), channels: 4, kernel: (1, 1))
    // 2^29 times up to 255: far beyond 32 bits.
    let big = sketch.rescale(x, [0x1p22], from: -128, as: .int32)
    let sum = sketch.add(.binary(.add), [big, big], .int32, [1, 4, 5, 4])
    let graph = try sketch.graph(sum)
    let plan = try AxonEngine().compile(graph)
    #expect(plan.report.networks.count == 1)
    let inputs = PatternSketch.values(for: graph, seed: 1)
    let expected = #expect(throws: EngineError.self) {
      try QuantizedEngine().prepare(graph).run(inputs)
    }
    let error = #expect(throws: EngineError.self) { try plan.run(inputs) }
    guard case .unpredictable = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error == expected)
  }

  @Test func `operators that neither AXON nor the CPU runs are named`() throws {
    let graph = try ValidatedGraph(
      Graph(tosaFile: Repository.path(of: "dwsep_block_fp32", "model.tosa")))
    let found = AxonEngine().unsupported(in: graph)
    #expect(
      found.map(\.subject) == QuantizedEngine().unsupported(in: graph).map(\.subject))
    #expect(found.allSatisfy { $0.engine == "axon" })
    let error = #expect(throws: EngineError.self) { try AxonEngine().prepare(graph) }
    #expect(error.map { error in found.contains { .unsupported($0) == error } } == true)
  }
}

import Axon
import Graph
import TestSupport
import Testing

/// Layers with sigmoid or tanh behind them, on Nordic's simulator.
@Suite(.enabled(if: SDKHere.isPresent, "SDK_EDGE_AI_PATH leads to no SDK"))
struct ExtensionSDKTests {
  @Test(arguments: ActivationTests.cases, ActivationTests.tables)
  func `Nordic's simulator gives the same`(
    item: ActivationTests.Case, table: TableSketch
  ) throws {
    var sketch = PatternSketch(seed: 6)
    let x = item.build(&sketch, Int8(table.inputZeroPoint))
    let y = sketch.table(x, table)
    let graph = try sketch.graph(y)
    let inputs = PatternSketch.values(for: graph, seed: 2)
    let ours = try AxonEngine().prepare(graph).run(inputs)
    let theirs = try AxonSDKEngine(makeWorker: SDKHere.makeWorker).prepare(graph).run(inputs)
    #expect(ours == theirs)
  }
}

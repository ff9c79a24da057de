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

  /// Nordic's exponential is a table: 1 LSB, now and then.
  @Test(arguments: SoftmaxTests.scales, [2, 10, 33])
  func `Nordic's softmax is within its table`(scales: SoftmaxSketch, classes: Int) throws {
    var sketch = PatternSketch(seed: 6)
    let y = sketch.classifier(scales, inputs: 20, classes: classes)
    let graph = try sketch.graph(y)
    let ours = try AxonEngine().prepare(graph)
    let theirs = try AxonSDKEngine(makeWorker: SDKHere.makeWorker).prepare(graph)
    for seed in 1...4 as ClosedRange<UInt64> {
      let inputs = PatternSketch.values(for: graph, seed: seed)
      let counts = histogram(try ours.run(inputs)[0], try theirs.run(inputs)[0])
      #expect((counts.keys.max() ?? 0) <= 1)
      #expect((counts[1] ?? 0) * 10 <= classes)
    }
  }
}

import Axon
import Graph
import Testing

/// Each pattern that AXON takes, with random weights and inputs: both engines compute what the slow
/// rules say everywhere, and whatever differs is understood.
@Suite struct PatternExplanationTests {
  @Test(
    arguments: PatternTests.convolutions + PatternTests.others + PatternTests.sums
      + PatternTests.networks)
  func `a pattern is understood`(pattern: PatternTests.Case) throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      var sketch = PatternSketch(seed: seed)
      let output = pattern.build(&sketch)
      let graph = try sketch.graph(output)
      let pair = try TracedPair(graph, inputs: PatternSketch.values(for: graph, seed: seed))
      let report = try pair.explain(scope: .all)
      #expect(!report.tensors.isEmpty)
      #expect(report.unexplained == 0)
    }
  }

  /// Multipliers of ADD have 15 bits, so that 1.7 % of 26,880 sums differ; on Nordic's own simulator
  /// 1.3 % of the sums of an MLPerf Tiny model do. The two counts are recorded.
  @Test func `sums differ by the bits of their multipliers`() throws {
    var causes: [DifferenceCause: Int] = [:]
    for seed in 1...4 as ClosedRange<UInt64> {
      var sketch = PatternSketch(seed: seed)
      let (x, y) = (sketch.input([1, 24, 40, 7]), sketch.input([1, 24, 40, 7]))
      let output = sketch.combine(.add, x, y)
      let graph = try sketch.graph(output)
      let pair = try TracedPair(graph, inputs: PatternSketch.values(for: graph, seed: seed))
      let report = try pair.explain(scope: .all)
      #expect(report.unexplained == 0)
      causes.merge(report.explained, uniquingKeysWith: +)
    }
    #expect(causes == [.multiplierPrecision: 444, .combined: 2])
  }
}

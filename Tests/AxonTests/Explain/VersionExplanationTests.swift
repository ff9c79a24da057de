import Axon
import Graph
import Testing

/// What a version's known defects do is explained for that version, and for no other.
@Suite struct VersionExplanationTests {
  /// Three sums of the image instead of its largest element; one logit of two that leaves the range.
  @Test(arguments: [(0, [DifferenceCause.knownDefect: 3]), (2, [.saturation: 1])])
  func `a defect of 1.4.0 is the cause`(
    index: Int, causes: [DifferenceCause: Int]
  ) throws {
    let item = LoweredDefectTests.cases[index]
    var sketch = PatternSketch(seed: 3)
    let output = item.build(&sketch)
    let graph = try sketch.graph(output)
    let options = AxonOptions(version: .v140)
    let pair = try TracedPair(
      graph, inputs: PatternSketch.values(for: graph, seed: 5), options: options)

    let report = try pair.explain(scope: .all, options: options)
    #expect(report.unexplained == 0)
    #expect(report.explained == causes)
    // By the documented rules those values are wrong.
    #expect(try pair.explain().unexplained == causes.values.reduce(0, +))
  }

  @Test(arguments: ExportedPart.all)
  func `1.4.0 is right everywhere on the exported models`(part: ExportedPart) throws {
    let options = AxonOptions(version: .v140)
    let pair = try TracedPair(part.graph(), inputs: part.inputs(), options: options)
    #expect(try pair.explain(scope: .all, options: options).unexplained == 0)
  }
}

import Axon
import Graph
import Testing

/// Graphs whose layers meet a known defect: flagged whatever the version, reproduced by 1.4.0.
@Suite struct LoweredDefectTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var defect: KnownDefect
    var kind: OperatorKind
    var finding: String
    var build: @Sendable (inout PatternSketch) -> TensorID
    var testDescription: String { defect.name }
  }

  static let cases = [
    Case(
      defect: .maxPoolGlobalSum, kind: .maxPool2D,
      finding: "the output is 1 x 1 with a window of 4 x 4"
    ) {
      let x = $0.input([1, 4, 4, 3])
      return $0.pool(max: x, (4, 4), stride: (4, 4))
    },
    Case(
      defect: .deadChannel, kind: .conv2D,
      finding: "channel 1 of 3 has the multiplier 0"
    ) {
      let x = $0.input([1, 5, 5, 2])
      let sum = $0.accumulate(x, channels: 3, kernel: (3, 3))
      // With the zero point -128 the shift is 23, so less than 2^-24 leaves nothing.
      return $0.rescale(sum, [0.001, 0x1p-25, 0.002], to: -128, as: .int8)
    },
    Case(
      defect: .fullyConnectedShiftWrap, kind: .conv2D,
      finding: "shifts are 28 to 29, and channel 1 can leave the range"
    ) {
      let x = $0.input([1, 1, 1, 8])
      let sum = $0.accumulate(x, channels: 2, kernel: (1, 1))
      return $0.rescale(sum, [0.0001, 5], to: 3, as: .int8)
    },
  ]

  private func plan(_ item: Case, _ version: AxonVersion) throws -> (ValidatedGraph, AxonPlan) {
    var sketch = PatternSketch(seed: 3)
    let output = item.build(&sketch)
    let graph = try sketch.graph(output)
    return (graph, try AxonEngine(options: AxonOptions(version: version)).compile(graph))
  }

  @Test(arguments: cases)
  func `a lowered defect is flagged with its operator`(item: Case) throws {
    let (graph, plan) = try plan(item, .documented)
    let defects = plan.report.defects
    #expect(defects.map(\.meeting.defect) == [item.defect])
    #expect(defects.map { graph.main.operators[$0.operatorIndex].kind } == [item.kind])
    #expect(defects.map(\.meeting.finding) == [item.finding])
  }

  @Test func `a graph that meets none is not flagged`() throws {
    var sketch = PatternSketch(seed: 4)
    let x = sketch.input([1, 6, 6, 3])
    let y = sketch.pool(max: sketch.convolve(x, channels: 4, kernel: (3, 3)), (2, 2))
    #expect(try AxonEngine().compile(sketch.graph(y)).report.defects == [])
  }

  @Test func `1.4.0 adds where a max pool covers the plane`() throws {
    let (graph, plan) = try plan(Self.cases[0], .v140)
    let input = PatternSketch.values(for: graph, seed: 5)
    let elements = input[0].elements(as: Int8.self)
    let sums = (0..<3).map { channel in
      stride(from: channel, to: elements.count, by: 3).reduce(0) { $0 + Int(elements[$1]) }
    }
    #expect(try plan.run(input)[0].elements(as: Int8.self) == sums.map { Int8(clamping: $0) })
  }

  /// Channel 1 has the scale 5 and the zero point 3, both exact on AXON.
  @Test func `1.4.0 wraps a fully connected result that leaves the range`() throws {
    let (graph, wrapping) = try plan(Self.cases[2], .v140)
    let (_, saturating) = try plan(Self.cases[2], .documented)
    let input = PatternSketch.values(for: graph, seed: 5)
    let conv = try #require(graph.main.operators.first { $0.kind == .conv2D })
    let weights = try #require(graph.constant(conv.inputs[1])).elements(as: Int8.self)
    let bias = try #require(graph.constant(conv.inputs[2])).elements(as: Int32.self)
    let sum = zip(input[0].elements(as: Int8.self), weights[8...])
      .reduce(Int(bias[1])) { $0 + (Int($1.0) - 3) * Int($1.1) }

    let documented = try saturating.run(input)[0].elements(as: Int8.self)
    let wrapped = try wrapping.run(input)[0].elements(as: Int8.self)
    #expect(documented[1] == Int8(clamping: 5 * sum + 3))
    #expect(wrapped[1] == Int8(truncatingIfNeeded: 5 * sum + 3))
    #expect(wrapped[1] != documented[1])
    #expect(wrapped[0] == documented[0], "the channel that stays within is as documented")
  }

  @Test func `1.4.0 computes a dead channel as documented`() throws {
    let (graph, plan) = try plan(Self.cases[1], .v140)
    let outputs = try plan.run(PatternSketch.values(for: graph, seed: 5))[0]
    let channel = outputs.elements(as: Int8.self).enumerated().filter { $0.offset % 3 == 1 }
    #expect(channel.allSatisfy { $0.element == -128 })
  }
}

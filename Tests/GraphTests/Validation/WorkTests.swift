import Graph
import Testing

@Suite struct WorkTests {
  /// Multiply-accumulates counted by hand: results times taps times input channels.
  static let counts: [(OperatorKind, Int)] = [
    // 8 x 8 positions, 8 filters of 3 x 3 x 3.
    (.conv2D, 8 * 8 * 8 * 27),
    // 5 x 6 positions, 8 results of 3 x 3 taps.
    (.depthwiseConv2D, 5 * 6 * 8 * 9),
    // 2 x 3 x 3 positions, 5 filters of 2 x 3 x 3 x 2.
    (.conv3D, 2 * 3 * 3 * 5 * 36),
    // 4 x 4 inputs of 2 channels, each for 5 filters of 3 x 3.
    (.transposeConv2D, 4 * 4 * 2 * 5 * 9),
    // 2 batches of 3 x 5 results over 4.
    (.matMul, 2 * 3 * 5 * 4),
    (.avgPool2D, 0), (.add, 0), (.rescale, 0),
  ]

  @Test(arguments: counts) func countsMultiplyAccumulates(kind: OperatorKind, count: Int) throws {
    let sample = try #require(
      RuleTable.all.flatMap(\.legal).first { $0.operation.kind == kind })
    var sketch = GraphSketch()
    var names: [String] = []
    for (index, operand) in sample.operands.enumerated() {
      names.append("i\(index)")
      if let value = operand.value {
        sketch.constant("i\(index)", value)
      } else {
        sketch.input("i\(index)", operand.type)
      }
    }
    sketch.add(sample.operation, names, "y", sample.results[0])
    sketch.outputs = ["y"]
    let graph = try ValidatedGraph(Graph(main: sketch.block))
    #expect(graph.multiplyAccumulates(ofOperator: sketch.operators.count - 1) == count)
  }
}

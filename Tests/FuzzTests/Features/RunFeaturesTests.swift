import Fuzz
import Graph
import Quantized
import Reference
import Testing

/// What a run shows is told, and nothing else.
@Suite struct RunFeaturesTests {
  private static let probe = RunFeatures(
    Witness(integers: QuantizedEngine(), reals: ReferenceEngine()))

  /// One RESCALE of INT32 numbers to INT8.
  private func features(
    of numbers: [Int32], multiplier: Int32, shift: Int8, _ mode: RoundingMode = .single
  ) throws -> Set<String> {
    let shape: Shape = [numbers.count]
    let constants: [(String, Tensor)] = [
      ("multiplier", Tensor([multiplier], .int32, [1])), ("shift", Tensor([shift], .int8, [1])),
      ("from", Tensor([Int32(0)], .int32, [1])), ("to", Tensor([Int8(0)], .int8, [1])),
    ]
    var tensors = [TensorInfo(name: "x", type: TensorType(.int32, shape))]
    var operators: [Operator] = []
    for (name, value) in constants {
      operators.append(
        Operator(.const(Const()), inputs: [], outputs: [TensorID(tensors.count)]))
      tensors.append(TensorInfo(name: name, type: value.type, value: value))
    }
    let result = TensorID(tensors.count)
    tensors.append(TensorInfo(name: "y", type: TensorType(.int8, shape)))
    operators.append(
      Operator(
        .rescale(Rescale(roundingMode: mode)), inputs: (0...4).map(TensorID.init),
        outputs: [result]))
    let block = Block(
      tensors: tensors, operators: operators, inputs: [TensorID(0)], outputs: [result])
    let graph = try ValidatedGraph(Graph(main: block))
    let candidate = FuzzCase(graph: graph.graph, inputs: [Tensor(numbers, .int32, shape)])
    let found = Self.probe.features(in: CaseRuns(candidate, graph: graph))
    return Set(found.map { String($0.split(separator: ": ")[1]) })
  }

  @Test func `a tie is told by its sign, and only where there is one`() throws {
    #expect(
      try features(of: [2, 4, -4], multiplier: 1 << 28, shift: 30) == ["tie of a positive number"])
    #expect(
      try features(of: [-2, 4], multiplier: 1 << 28, shift: 30) == ["tie of a negative number"])
    #expect(try features(of: [1, 3, 4], multiplier: 1 << 28, shift: 30).isEmpty)
  }

  @Test func `what leaves the result's type saturates`() throws {
    #expect(try features(of: [127, -128], multiplier: 1 << 30, shift: 30).isEmpty)
    #expect(try features(of: [128], multiplier: 1 << 30, shift: 30) == ["saturates high"])
    #expect(try features(of: [-129], multiplier: 1 << 30, shift: 30) == ["saturates low"])
  }

  @Test func `rounding twice is told, and where it changes a number`() throws {
    // 1.5 - 2^-32 is rounded to 1 once; 2^30 more makes it 2.
    let path = try features(of: [1], multiplier: 1_610_612_735, shift: 32, .double)
    #expect(path == ["rounded twice", "rounded twice to another number"])
    #expect(try features(of: [4], multiplier: 1 << 30, shift: 32, .double) == ["rounded twice"])
  }

  @Test func `special numbers that an operator makes are told apart from those it was given`()
    throws
  {
    let shape: Shape = [3]
    let block = Block(
      tensors: [
        TensorInfo(name: "x", type: TensorType(.fp32, shape)),
        TensorInfo(name: "y", type: TensorType(.fp32, shape)),
      ],
      operators: [
        Operator(.unary(.reciprocal), inputs: [TensorID(0)], outputs: [TensorID(1)])
      ], inputs: [TensorID(0)], outputs: [TensorID(1)])
    let graph = try ValidatedGraph(Graph(main: block))
    let candidate = FuzzCase(
      graph: graph.graph, inputs: [Tensor([Float.nan, 0, 2], .fp32, shape)])
    #expect(
      Self.probe.features(in: CaseRuns(candidate, graph: graph))
        == ["RECIPROCAL FP32: passes NaN on", "RECIPROCAL FP32: makes infinity"])
  }
}

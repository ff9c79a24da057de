import Graph
import Testing

@Suite struct ValidatedGraphTests {
  @Test func acceptsAGraphAndSaysWhoMakesWhat() throws {
    let graph = try ValidatedGraph(Graph(main: GraphSketch.sum.block))
    #expect(graph.producers == [nil, 0, 1])
    #expect(graph.constant(TensorID(1)) == Tensor([7, 7] as [Int32], .int32, [2]))
    #expect(graph.constant(TensorID(0)) == nil)
    #expect(graph.inputs.map(\.name) == ["x"])
    #expect(graph.outputs.map(\.name) == ["y"])
  }

  /// A change to a good graph, and words of the message it must lead to.
  struct Damage: Sendable, CustomTestStringConvertible {
    var message: String
    var element: String
    var apply: @Sendable (inout Block) -> Void
    var testDescription: String { message }
  }

  static let damages: [Damage] = [
    Damage(message: "'y' is used before an operator makes it", element: "operator 1 (ADD -> 'y')") {
      $0.operators[1].inputs[0] = TensorID(2)
    },
    Damage(message: "'seven' is used before an operator makes it", element: "operator 0") {
      $0.operators.swapAt(0, 1)
    },
    Damage(message: "'x' is made a second time", element: "operator 1 (ADD -> 'x')") {
      $0.operators[1].outputs = [TensorID(0)]
    },
    Damage(message: "'seven' is made a second time", element: "operator 1 (CONST -> 'seven')") {
      $0.operators.insert($0.operators[0], at: 1)
    },
    Damage(message: "'y' is neither an input nor made by an operator", element: "outputs") {
      $0.operators.removeLast()
    },
    Damage(message: "'x' is listed twice", element: "inputs") { $0.inputs.append(TensorID(0)) },
    Damage(message: "tensor 9 is not one of the block's 3", element: "operator 1 (ADD)") {
      $0.operators[1].inputs[1] = TensorID(9)
    },
    Damage(message: "tensor -1 is not one of the block's 3", element: "operator 1 (ADD)") {
      $0.operators[1].outputs[0] = TensorID(-1)
    },
    Damage(message: "tensor 3 is not one of the block's 3", element: "outputs") {
      $0.outputs = [TensorID(3)]
    },
    Damage(
      message: "operands: expected input1, input2, found 1", element: "operator 1 (ADD -> 'y')"
    ) { $0.operators[1].inputs.removeLast() },
    Damage(message: "results: expected 1, found 0", element: "operator 1 (ADD)") {
      $0.operators[1].outputs = []
      $0.outputs = []
    },
    Damage(message: "results: expected 1, found 2", element: "operator 1 (ADD -> 'y')") {
      $0.tensors.append(TensorInfo(name: "z", type: TensorType(.int32, [2])))
      $0.operators[1].outputs.append(TensorID(3))
    },
    Damage(message: "output: expected INT32[2], found INT32[3]", element: "operator 1 (ADD -> 'y')")
    { $0.tensors[2].type.shape = [3] },
    Damage(message: "output: expected INT32[2], found INT8[2]", element: "operator 1 (ADD -> 'y')")
    { $0.tensors[2].type.dtype = .int8 },
    Damage(message: "the tensor has no shape", element: "tensor 'y'") {
      $0.tensors[2].isUnranked = true
    },
    Damage(message: "the name stands for two tensors", element: "tensor 'x'") {
      $0.tensors[2].name = "x"
    },
    Damage(message: "expected sizes from 1 to 2147483647, found INT32[0]", element: "tensor 'x'") {
      $0.tensors[0].type.shape = [0]
    },
    Damage(message: "expected rank 6 at most", element: "tensor 'x'") {
      $0.tensors[0].type.shape = [1, 1, 1, 1, 1, 1, 1]
    },
    Damage(
      message: "output: expected a value of INT32[2], found none", element: "operator 0 (CONST"
    ) { $0.tensors[1].value = nil },
    Damage(
      message: "output: expected a value of INT32[2], found INT32[3]", element: "operator 0 (CONST"
    ) { $0.tensors[1].value = Tensor(zeros: TensorType(.int32, [3])) },
    Damage(
      message: "output: expected a value of INT32[2], found FP32[2]", element: "operator 0 (CONST"
    ) { $0.tensors[1].value = Tensor(zeros: TensorType(.fp32, [2])) },
  ]

  @Test(arguments: damages) func namesTheDamage(damage: Damage) {
    var block = GraphSketch.sum.block
    damage.apply(&block)
    let error = #expect(throws: InvalidInput.self) { try ValidatedGraph(Graph(main: block)) }
    #expect(error?.code == .graph)
    #expect(error?.message.hasPrefix(damage.message) == true, "\(String(describing: error))")
    #expect(error?.location.element?.hasPrefix(damage.element) == true)
    #expect(error?.remedy != nil)
  }

  @Test(arguments: [Graph(regions: []), Graph(regions: [Region(name: "main", blocks: [])])])
  func refusesGraphsWithoutABlock(graph: Graph) {
    #expect(throws: InvalidInput.self) { try ValidatedGraph(graph) }
  }

  @Test(arguments: [
    ResourceLimits(tensorBytes: 7, sessionBytes: .max, work: .max),
    ResourceLimits(tensorBytes: .max, sessionBytes: .max, work: 1),
  ])
  func refusesWhatIsOverTheLimits(limits: ResourceLimits) {
    let error = #expect(throws: InvalidInput.self) {
      try ValidatedGraph(Graph(main: GraphSketch.sum.block), limits: limits)
    }
    #expect(error?.code == .limit)
  }

  /// A file of a few bytes that asks for hours: 2^31 windows of 2^26 elements each.
  @Test func refusesEndlessWork() {
    var sketch = GraphSketch()
    let side = 16_000
    sketch.input("x", TensorType(.int8, [1, side, side, 1]))
    let pool = MaxPool2D(kernel: Spatial2D(y: 8000, x: 8000))
    sketch.add(
      .maxPool2D(pool), ["x"], "y", TensorType(.int8, [1, side - 7999, side - 7999, 1]))
    sketch.outputs = ["y"]
    let error = #expect(throws: InvalidInput.self) {
      try ValidatedGraph(Graph(main: sketch.block))
    }
    #expect(error?.code == .limit)
  }

  /// A list of zero points declared `[1]` is a value for `weight_zp` and nothing else.
  @Test func zeroPointListServesConvolutionsOnly() {
    var sketch = GraphSketch()
    sketch.input("x", TensorType(.int8, [2]))
    sketch.constant("zp", Tensor([0, 0, 0] as [Int8], .int8, [3]))
    sketch.tensors[1].type.shape = [1]
    var asOutput = sketch
    asOutput.outputs = ["zp"]
    #expect(throws: InvalidInput.self) { try ValidatedGraph(Graph(main: asOutput.block)) }
    var asOperand = sketch
    asOperand.add(.concat(Concat(axis: 0)), ["x", "zp"], "y", TensorType(.int8, [3]))
    asOperand.outputs = ["y"]
    #expect(throws: InvalidInput.self) { try ValidatedGraph(Graph(main: asOperand.block)) }
  }

  /// What exporters pad or repeat is regular after validation.
  @Test func makesDialectsRegular() throws {
    var sketch = GraphSketch()
    sketch.input("x", TensorType(.int8, [1, 1, 1, 1]))
    sketch.constant("w", Tensor([1, 2] as [Int8], .int8, [2, 1, 1, 1]))
    sketch.constant("b", Tensor([0, 0] as [Int32], .int32, [2]))
    sketch.constant("x_zp", Tensor([3] as [Int8], .int8, [1]))
    sketch.constant("w_zp", Tensor([5, 5] as [Int8], .int8, [2]))
    sketch.tensors[4].type.shape = [1]
    sketch.add(
      .conv2D(Conv2D(accType: .int32)), ["x", "w", "b", "x_zp", "w_zp"], "y",
      TensorType(.int32, [1, 1, 1, 2]))
    let clamp = Clamp(minimum: [0x80, 0, 0, 0, 0, 0, 0, 0], maximum: [3, 0, 0, 0, 0, 0, 0, 0])
    sketch.add(.clamp(clamp), ["x"], "z", TensorType(.int8, [1, 1, 1, 1]))
    sketch.outputs = ["y", "z"]
    let graph = try ValidatedGraph(Graph(main: sketch.block))
    #expect(graph.constant(TensorID(4)) == Tensor([5] as [Int8], .int8, [1]))
    #expect(
      graph.main.operators.last?.operation == .clamp(Clamp(minimum: [0x80], maximum: [3])))
    #expect(graph.graph.regions[0].blocks[0] == graph.main)
  }

  /// 100,000 operators in a chain; a check that looked at all tensors for each would take minutes.
  @Test(.timeLimit(.minutes(1))) func isLinearInTheSizeOfTheGraph() throws {
    let count = 100_000
    let type = TensorType(.int32, [2])
    let tensors = (0...count).map { TensorInfo(name: "t\($0)", type: type) }
    let operators = (0..<count).map {
      Operator(.unary(.abs), inputs: [TensorID($0)], outputs: [TensorID($0 + 1)])
    }
    let block = Block(
      tensors: tensors, operators: operators, inputs: [TensorID(0)], outputs: [TensorID(count)])
    let graph = try ValidatedGraph(Graph(main: block))
    #expect(graph.producers.last == count - 1)
  }
}

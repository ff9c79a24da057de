import Graph
import Testing

/// Regions and variables: what TOSA's EXT-CONTROLFLOW and EXT-VARIABLE demand of a graph.
@Suite struct ControlFlowTests {
  static let flag = TensorType(.bool, [1])
  static let pair = TensorType(.int32, [2])

  /// COND_IF on a flag between two regions.
  static func branch(_ then: String = "then", _ otherwise: String = "else") -> GraphSketch {
    var sketch = GraphSketch()
    sketch.input("flag", flag)
    sketch.input("x", pair)
    sketch.add(.condIf(CondIf(thenGraph: then, elseGraph: otherwise)), ["flag", "x"], "y", pair)
    sketch.outputs = ["y"]
    return sketch
  }

  /// WHILE_LOOP over a pair.
  static var loop: GraphSketch {
    var sketch = GraphSketch()
    sketch.input("x", pair)
    sketch.add(.whileLoop(WhileLoop(condGraph: "cond", bodyGraph: "body")), ["x"], "y", pair)
    sketch.outputs = ["y"]
    return sketch
  }

  /// The condition of ``loop``: one BOOL.
  static func condition(_ result: TensorType = flag) -> GraphSketch {
    var sketch = GraphSketch(name: "cond")
    sketch.input("c", pair)
    sketch.constant("size", Tensor([1] as [Int64], .shape, [1]))
    sketch.constant("start", Tensor([0] as [Int64], .shape, [1]))
    sketch.add(.slice(Slice()), ["c", "start", "size"], "first", TensorType(.int32, [1]))
    sketch.add(.cast(Cast()), ["first"], "go", TensorType(result.dtype, [1]))
    sketch.outputs = ["go"]
    return sketch
  }

  @Test func acceptsBranchesAndLoops() throws {
    let branch = Graph(
      regions: [Self.branch(), GraphSketch.identity("then"), GraphSketch.identity("else")]
        .map(\.region))
    #expect(try ValidatedGraph(branch).outputs.map(\.type) == [Self.pair])
    let loop = Graph(
      regions: [Self.loop, Self.condition(), GraphSketch.identity("body")].map(\.region))
    #expect(try ValidatedGraph(loop).outputs.map(\.type) == [Self.pair])
  }

  /// Regions that do not fit, and words of the message.
  static let misfits: [(String, [GraphSketch])] = [
    ("then_graph: expected a region of the graph, found 'then'", [branch()]),
    (
      "else_graph: expected a region of the graph, found 'else'",
      [branch(), GraphSketch.identity("then")]
    ),
    (
      "else_graph: expected 'else' to take [INT32[2]], found [INT32[3]]",
      [
        branch(), GraphSketch.identity("then"),
        GraphSketch.identity("else", TensorType(.int32, [3])),
      ]
    ),
    (
      "body_graph: expected 'body' to take [INT32[2]], found [INT8[2]]",
      [loop, condition(), GraphSketch.identity("body", TensorType(.int8, [2]))]
    ),
    (
      "cond_graph: expected 'cond' to give one BOOL, found [INT8[1]]",
      [loop, condition(TensorType(.int8, [1])), GraphSketch.identity("body")]
    ),
    (
      "two regions are called 'then'",
      [branch(), GraphSketch.identity("then"), GraphSketch.identity("then")]
    ),
    ("region 'main' runs itself", [branchInto("main", from: "main")]),
    (
      "region 'a' runs itself",
      [branchInto("a", from: "main"), branchInto("b", from: "a"), branchInto("a", from: "b")]
    ),
    (
      "control flow nests 7 deep, level 8K allows 6",
      (0..<7).map { branchInto("\($0 + 1)", from: "\($0)") } + [branchEnd("7")]
    ),
  ]

  @Test(arguments: misfits)
  func refusesRegionsThatDoNotFit(message: String, sketches: [GraphSketch]) {
    let error = #expect(throws: InvalidInput.self) {
      try ValidatedGraph(Graph(regions: sketches.map(\.region)))
    }
    #expect(error?.message == message)
  }

  @Test func allowsNestingOfLevel8K() throws {
    let sketches =
      (0..<6).map { Self.branchInto("\($0 + 1)", from: "\($0)") } + [Self.branchEnd("6")]
    #expect(try ValidatedGraph(Graph(regions: sketches.map(\.region))).inputs.count == 1)
  }

  /// Each region names the next one twice: 2^6 runs of the last, counted without running through them.
  @Test func countsTheWorkOfNestedRegions() throws {
    let regions =
      ((0..<6).map { Self.branchInto("\($0 + 1)", from: "\($0)") } + [Self.branchEnd("6")])
      .map(\.region)
    // One element for the IDENTITY of the last region, one for the result of each branch: 64 + 63.
    let enough = ResourceLimits(tensorBytes: 8, sessionBytes: 8, work: 127)
    #expect(try ValidatedGraph(Graph(regions: regions), limits: enough).inputs.count == 1)
    let tooLittle = ResourceLimits(tensorBytes: 8, sessionBytes: 8, work: 126)
    #expect(throws: InvalidInput.self) {
      try ValidatedGraph(Graph(regions: regions), limits: tooLittle)
    }
  }

  @Test func namesTheRegionOfABrokenOperator() {
    var body = GraphSketch.identity("body")
    body.tensors[1].type.shape = [3]
    let error = #expect(throws: InvalidInput.self) {
      try ValidatedGraph(Graph(regions: [Self.loop, Self.condition(), body].map(\.region)))
    }
    #expect(error?.location.element == "region 'body': operator 0 (IDENTITY -> 'body_y')")
  }

  /// A chain of 100,000 regions must not overflow the stack.
  @Test func deepChainsEndInAMessage() {
    let regions = (0..<100_000).map { Self.branchInto("\($0 + 1)", from: "\($0)").region }
    #expect(throws: InvalidInput.self) { try ValidatedGraph(Graph(regions: regions)) }
  }

  /// A region of one flag whose both branches are region `callee`.
  static func branchInto(_ callee: String, from name: String) -> GraphSketch {
    var sketch = GraphSketch(name: name)
    sketch.input("f", flag)
    sketch.add(.condIf(CondIf(thenGraph: callee, elseGraph: callee)), ["f", "f"], "y", flag)
    sketch.outputs = ["y"]
    return sketch
  }

  static func branchEnd(_ name: String) -> GraphSketch { GraphSketch.identity(name, flag) }
}

/// VARIABLE, VARIABLE_WRITE and VARIABLE_READ.
@Suite struct VariableTests {
  static let pair = TensorType(.int8, [2])

  /// Reads the state, writes x, gives the old state.
  static func sketch(
    declared: TensorType = pair, read: TensorType = pair, readsFrom variable: String = "state"
  ) -> GraphSketch {
    var sketch = GraphSketch()
    sketch.input("x", pair)
    sketch.add(.variable(.declare), [], "state", declared)
    sketch.tensors[1].variableName = "h"
    sketch.add(.variable(.read), [variable], "old", read)
    sketch.add(.variable(.write), ["x"], "state", pair)
    sketch.outputs = ["old"]
    return sketch
  }

  @Test func acceptsWhatIsDeclared() throws {
    #expect(try ValidatedGraph(Graph(main: Self.sketch().block)).outputs.map(\.type) == [Self.pair])
  }

  @Test(arguments: [
    ("'old' is INT8[3], variable 'h' is INT8[2]", sketch(read: TensorType(.int8, [3]))),
    ("'old' is INT8[2], variable 'h' is INT8[4]", sketch(declared: TensorType(.int8, [4]))),
    ("no VARIABLE declares what it reads", sketch(readsFrom: "x")),
  ])
  func refusesOtherTypesAndNames(message: String, sketch: GraphSketch) {
    let error = #expect(throws: InvalidInput.self) { try ValidatedGraph(Graph(main: sketch.block)) }
    #expect(error?.message.contains(message) == true, "\(String(describing: error))")
  }

  @Test func refusesASecondDeclaration() {
    var sketch = Self.sketch()
    sketch.operators.append(sketch.operators[0])
    let error = #expect(throws: InvalidInput.self) { try ValidatedGraph(Graph(main: sketch.block)) }
    #expect(error?.message == "variable 'h' is declared twice")
  }

  /// A variable is read by VARIABLE_READ only.
  @Test func refusesOtherReaders() {
    var sketch = Self.sketch()
    sketch.add(.unary(.identity), ["state"], "copy", Self.pair)
    let error = #expect(throws: InvalidInput.self) { try ValidatedGraph(Graph(main: sketch.block)) }
    #expect(error?.message == "'state' is used before an operator makes it")
  }
}

import Graph
import Quantized
import Reference
import Testing

/// VARIABLE, VARIABLE_READ and VARIABLE_WRITE on both interpreters; numbers by hand.
@Suite struct VariableTests {
  /// old = read; new = write(x); again = read: gives old and again.
  static func graph(initial: [Int8]?) throws -> ValidatedGraph {
    let type = TensorType(.int8, [3])
    var state = TensorInfo(name: "state", type: type, value: initial.map { Tensor($0, .int8, [3]) })
    state.variableName = "h"
    let tensors = [
      TensorInfo(name: "x", type: type), state, TensorInfo(name: "old", type: type),
      TensorInfo(name: "again", type: type),
    ]
    func id(_ index: Int) -> TensorID { TensorID(index) }
    let block = Block(
      tensors: tensors,
      operators: [
        Operator(.variable(.declare), inputs: [], outputs: [id(1)]),
        Operator(.variable(.read), inputs: [id(1)], outputs: [id(2)]),
        Operator(.variable(.write), inputs: [id(0)], outputs: [id(1)]),
        Operator(.variable(.read), inputs: [id(1)], outputs: [id(3)]),
      ],
      inputs: [id(0)], outputs: [id(2), id(3)])
    return try ValidatedGraph(Graph(main: block))
  }

  static let engines: [any Engine] = [QuantizedEngine(), ReferenceEngine()]

  @Test(arguments: [0, 1])
  func `a state lives as long as its session`(engine: Int) throws {
    let graph = try Self.graph(initial: [7, -8, 9])
    let engine = Self.engines[engine]
    #expect(engine.unsupported(in: graph).isEmpty)
    let plan = try engine.prepare(graph)
    func run(_ session: any Session, _ x: [Int8]) throws -> [[Double]] {
      var outputs = plan.makeOutputs()
      try session.run([Tensor(x, .int8, [3])], into: &outputs)
      return outputs.map(\.realValues)
    }
    let (first, second) = (try plan.makeSession(), try plan.makeSession())
    #expect(try run(first, [1, 2, 3]) == [[7, -8, 9], [1, 2, 3]])
    #expect(try run(first, [4, 5, 6]) == [[1, 2, 3], [4, 5, 6]])
    #expect(try run(second, [0, 0, 1]) == [[7, -8, 9], [0, 0, 1]])
    #expect(try run(first, [-128, 127, 0]) == [[4, 5, 6], [-128, 127, 0]])
  }

  /// TOSA requires that a variable is written before it is read.
  @Test(arguments: [0, 1])
  func `a variable without a value is unpredictable`(engine: Int) throws {
    let plan = try Self.engines[engine].prepare(Self.graph(initial: nil))
    let error = #expect(throws: EngineError.self) {
      try plan.run([Tensor([1, 2, 3] as [Int8], .int8, [3])])
    }
    guard case .unpredictable(let reason) = error else {
      Issue.record("\(error.debugDescription)")
      return
    }
    #expect(reason.reason == "the variable is read before it is written")
  }

  /// The memory of a variable is nobody else's, whatever is made and given back around it.
  @Test func `other tensors leave a state alone`() throws {
    let type = TensorType(.int8, [64])
    var names = ["x", "state", "old"]
    var operators = [
      Operator(.variable(.declare), inputs: [], outputs: [TensorID(1)]),
      Operator(.variable(.read), inputs: [TensorID(1)], outputs: [TensorID(2)]),
      Operator(.variable(.write), inputs: [TensorID(0)], outputs: [TensorID(1)]),
    ]
    for index in 0..<5 {
      names.append("y\(index)")
      operators.append(
        Operator(
          .unary(.bitwiseNot), inputs: [TensorID(index == 0 ? 0 : names.count - 2)],
          outputs: [TensorID(names.count - 1)]))
    }
    var tensors = names.map { TensorInfo(name: $0, type: type) }
    tensors[1].variableName = "h"
    tensors[1].value = Tensor([Int8](repeating: 3, count: 64), .int8, [64])
    let graph = try ValidatedGraph(
      Graph(
        main: Block(
          tensors: tensors, operators: operators, inputs: [TensorID(0)],
          outputs: [TensorID(names.count - 1), TensorID(2)])))
    let plan = try QuantizedEngine().prepare(graph)
    let session = try plan.makeSession()
    var outputs = plan.makeOutputs()
    for value in [5, -7, 100] as [Int8] {
      try session.run([Tensor([Int8](repeating: value, count: 64), .int8, [64])], into: &outputs)
    }
    #expect(outputs[0].elements(as: Int8.self) == [Int8](repeating: ~100, count: 64))
    #expect(outputs[1].elements(as: Int8.self) == [Int8](repeating: -7, count: 64))
  }
}

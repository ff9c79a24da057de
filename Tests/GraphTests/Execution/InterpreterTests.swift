import Testing

@testable import Graph

/// The scaffold on a graph of three IDENTITY operators, with kernels made here.
@Suite struct InterpreterTests {
  let graph: ValidatedGraph

  init() throws {
    let type = TensorType(.int32, [3])
    let tensors = ["x", "a", "b", "y"].map { TensorInfo(name: $0, type: type) }
    let operators = (0..<3).map {
      Operator(.unary(.identity), inputs: [TensorID($0)], outputs: [TensorID($0 + 1)])
    }
    graph = try ValidatedGraph(
      Graph(
        main: Block(
          tensors: tensors, operators: operators, inputs: [TensorID(0)], outputs: [TensorID(3)])))
  }

  /// Adds the operator's index plus one, by way of a workspace.
  func plan() throws -> Interpreter<HostStorage> {
    try Interpreter(graph, storage: HostStorage()) { site in
      let workspace = site.reserveWorkspace(byteCount: 12)
      let (input, output, increment) = (site.inputs[0], site.outputs[0], Int32(site.index + 1))
      return { arena in
        let scratch = arena.workspace(workspace, as: Int32.self)
        let source = arena.read(input, as: Int32.self)
        let result = arena.write(output, as: Int32.self)
        for index in 0..<3 { scratch[index] = source[index] + increment }
        for index in 0..<3 { result[index] = scratch[index] }
      }
    }
  }

  @Test func runsStepsInOrder() throws {
    let result = try plan().run([Tensor([1, 2, 3] as [Int32], .int32, [3])])
    #expect(result == [Tensor([7, 8, 9] as [Int32], .int32, [3])])
  }

  @Test func observesEveryResult() throws {
    var seen: [String] = []
    _ = try plan().run([Tensor([0, 0, 0] as [Int32], .int32, [3])]) { observation in
      let first = observation.tensor.elements(as: Int32.self)[0]
      seen.append("\(observation.operatorIndex) \(observation.name)=\(first)")
    }
    #expect(seen == ["0 a=1", "1 b=3", "2 y=6"])
  }

  @Test(arguments: [
    [], [Tensor([1, 2] as [Int32], .int32, [2])], [Tensor([1, 2, 3] as [Float], .fp32, [3])],
  ])
  func refusesOtherInputs(inputs: [Tensor]) throws {
    let plan = try plan()
    #expect(throws: EngineError.self) { try plan.run(inputs) }
  }

  @Test func refusesGraphsThatNeedTooMuchMemory() {
    let limits = ResourceLimits(tensorBytes: 1 << 20, sessionBytes: 100, work: 1 << 20)
    #expect(throws: EngineError.self) {
      try Interpreter(graph, storage: HostStorage(), limits: limits) { _ in { _ in } }
    }
  }
}

import Graph
import Reference
import TestSupport
import Testing

/// What the engine supports, refuses and leaves open.
@Suite struct ReferenceEngineTests {
  @Test func halfPrecisionIsUnsupportedAndNamed() throws {
    let graph = try oneOperator(.unary(.exp), TensorType(.fp16, [3]))
    let found = ReferenceEngine().unsupported(in: graph)
    #expect(found.map(\.subject) == ["operator 0 (EXP -> 'y')"])
    #expect(found.map(\.reason) == ["FP16 is not computed"])
    #expect(throws: EngineError.unsupported(found[0])) {
      try ReferenceEngine().prepare(graph)
    }
  }

  @Test func operatorWithoutKernelIsUnsupported() throws {
    let graph = try oneOperator(.unary(.clz), TensorType(.int32, [3]))
    #expect(
      ReferenceEngine().unsupported(in: graph).map(\.reason) == [
        "CLZ has no reading on real numbers"
      ])
  }

  @Test func integerGraphGivesFP32() throws {
    let graph = try oneOperator(.unary(.abs), TensorType(.int32, [2]))
    let plan = try ReferenceEngine().prepare(graph)
    #expect(plan.outputs == [Port(name: "y", type: TensorType(.fp32, [2]))])
    let result = try plan.run([Tensor([Int32(-5), 7], .int32, [2])])
    #expect(result == [Tensor([Float(5), 7], .fp32, [2])])
  }

  @Test func movingIndicesDoesNotMakeAnIntegerGraph() throws {
    let graph = try oneOperator(.unary(.identity), TensorType(.int32, [2]))
    let plan = try ReferenceEngine().prepare(graph)
    #expect(plan.outputs == [Port(name: "y", type: TensorType(.int32, [2]))])
  }

  @Test(arguments: [Int32(-1), 3])
  func gatherOutsideTheRowsIsUnpredictable(_ index: Int32) throws {
    let values = TensorInfo(name: "values", type: TensorType(.fp32, [1, 3, 2]))
    let indices = TensorInfo(name: "indices", type: TensorType(.int32, [1, 1]))
    let result = TensorInfo(name: "y", type: TensorType(.fp32, [1, 1, 2]))
    let graph = try ValidatedGraph(
      Graph(
        main: Block(
          tensors: [values, indices, result],
          operators: [
            Operator(
              .gather(Gather()), inputs: [TensorID(0), TensorID(1)], outputs: [TensorID(2)])
          ],
          inputs: [TensorID(0), TensorID(1)], outputs: [TensorID(2)])))
    let expected = Unpredictable(
      subject: "operator 0 (GATHER -> 'y')", reason: "index \(index) is outside 0..<3")
    #expect(throws: EngineError.unpredictable(expected)) {
      try ReferenceEngine().prepare(graph).run([
        Tensor(zeros: values.type), Tensor([index], .int32, [1, 1]),
      ])
    }
  }

  @Test func observerSeesEveryResultInOrder() throws {
    let exported = try ExportedGraph("softmax_fp32/model.tosa")
    var seen: [Int] = []
    _ = try ReferenceEngine().prepare(exported.graph).run(exported.inputs) {
      seen.append($0.operatorIndex)
    }
    let expected = exported.graph.main.operators.indices.filter {
      !exported.graph.main.operators[$0].operation.isConstant
    }
    #expect(seen == expected)
  }

  private func oneOperator(_ operation: Operation, _ type: TensorType) throws -> ValidatedGraph {
    try ValidatedGraph(
      Graph(
        main: Block(
          tensors: [TensorInfo(name: "x", type: type), TensorInfo(name: "y", type: type)],
          operators: [Operator(operation, inputs: [TensorID(0)], outputs: [TensorID(1)])],
          inputs: [TensorID(0)], outputs: [TensorID(1)])))
  }
}

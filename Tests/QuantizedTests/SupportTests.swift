import Graph
import TestSupport
import Testing

@testable import Quantized

/// What the engine says that it can't run.
@Suite struct SupportTests {
  private func graph(_ operation: Operation, _ input: TensorType, to output: TensorType) throws
    -> ValidatedGraph
  {
    try ValidatedGraph(
      Graph(
        main: Block(
          tensors: [
            TensorInfo(name: "x", type: input), TensorInfo(name: "y", type: output),
          ], operators: [Operator(operation, inputs: [TensorID(0)], outputs: [TensorID(1)])],
          inputs: [TensorID(0)], outputs: [TensorID(1)])))
  }

  @Test(arguments: Repository.modelNames.filter { $0.hasSuffix("_fp32") })
  func floatingPointModelsAreReported(model: String) throws {
    let graph = try ValidatedGraph(Graph(tosaFile: Repository.path(of: model, "model.tosa")))
    let reports = QuantizedEngine().unsupported(in: graph)
    #expect(reports.first?.reason == "quantized runs integer graphs only")
    #expect(throws: EngineError.self) { try QuantizedEngine().prepare(graph) }
  }

  @Test func theOperatorIsNamed() throws {
    let type = TensorType(.fp32, [2])
    let graph = try graph(.unary(.exp), type, to: type)
    let report = Unsupported(
      engine: "quantized", subject: "operator 0 (EXP -> 'y')",
      reason: "quantized runs integer graphs only")
    #expect(QuantizedEngine().unsupported(in: graph) == [report])
    #expect(throws: EngineError.unsupported(report)) { try QuantizedEngine().prepare(graph) }
  }

  @Test func aZeroPointForEachChannelIsReported() throws {
    func item(_ zeros: [Int]) -> OperatorCase {
      OperatorCase(
        name: "", operation: .conv2D(Conv2D(accType: .int32)),
        operands: [
          .input(Tensor(integers: [1], .int8, [1, 1, 1, 1])),
          .constant(Tensor(integers: [1, 2], .int8, [2, 1, 1, 1])),
          .constant(Tensor(integers: [0, 0], .int32, [2])), .constant(.number(0, .int8)),
          .constant(Tensor(integers: zeros, .int8, [zeros.count])),
        ], result: TensorType(.int32, [1, 1, 1, 2]))
    }
    /// ExecuTorch's dialect: declared as one number, stored as one for each channel.
    func graph(_ zeros: [Int]) throws -> ValidatedGraph {
      var graph = item(zeros).graph()
      graph.regions[0].blocks[0].tensors[4].type.shape = [1]
      return try ValidatedGraph(graph)
    }
    let plan = try QuantizedEngine().prepare(graph([1, 1]))
    let result = try plan.run(item([]).inputs)[0]
    #expect(result == Tensor(integers: [0, 1], .int32, [1, 1, 1, 2]))
    // Where validation lets different ones through, the engine says no.
    if let different = try? graph([1, 2]) {
      #expect(QuantizedEngine().unsupported(in: different).count == 1)
    }
  }

  @Test func whatIsOpenNamesTheOperator() throws {
    let item = OperatorCase(
      name: "", operation: .binary(.intDiv),
      operands: [.input(.number(1, .int32)), .input(.number(0, .int32))],
      result: TensorType(.int32, [1]))
    let plan = try QuantizedEngine().prepare(ValidatedGraph(item.graph()))
    #expect(
      throws: EngineError.unpredictable(
        Unpredictable(
          subject: "operator 0 (INTDIV -> 'output')",
          reason: "a divisor is 0, or the quotient does not fit INT32"))
    ) { try plan.run(item.inputs) }
  }

  /// A small graph must not ask for a large image: an input spread by its stride.
  @Test func workspaceCountsAgainstTheLimit() throws {
    let item = OperatorCase(
      name: "",
      operation: .transposeConv2D(
        TransposeConv2D(outPad: Padding2D(), stride: Spatial2D(y: 4000, x: 4000), accType: .int32)),
      operands: [
        .input(Tensor(zeros: TensorType(.int8, [1, 3, 3, 100]))),
        .constant(Tensor(zeros: TensorType(.int8, [1, 1, 1, 100]))),
        .constant(.number(0, .int32)), .constant(.number(0, .int8)), .constant(.number(0, .int8)),
      ], result: TensorType(.int32, [1, 8001, 8001, 1]))
    let graph = try ValidatedGraph(item.graph())
    let error = #expect(throws: EngineError.self) { try QuantizedEngine().prepare(graph) }
    guard case .invalid(let invalid) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(invalid.code == .limit)
  }
}

import Axon
import Comparison
import Fuzz
import Graph
import TestSupport
import Testing

@testable import Harness

/// Engine `axon` with the defects of 1.4.0 stands for Nordic's compiler.
@Suite struct CompilerOracleTests {
  private static let nordic = AxonEngine(options: AxonOptions(version: .v140))
  private static let pool = FuzzCase(graph: GlobalMaxPool.graph, inputs: [GlobalMaxPool.input])

  private func failure(of axon: AxonVersion, judgedAs version: AxonVersion) throws -> Failure? {
    CompilerOracle(
      axon: AxonEngine(options: AxonOptions(version: axon)), sdk: Self.nordic, version: version
    ).failure(of: Self.pool, graph: try ValidatedGraph(Self.pool.graph))
  }

  @Test func `a known defect that the simulator does not have is no failure`() throws {
    #expect(try failure(of: .documented, judgedAs: .documented) == nil)
  }

  @Test func `a known defect that the simulator should have and has not is one`() throws {
    #expect(try failure(of: .documented, judgedAs: .v140)?.signature.stage == .mismatch)
  }

  /// A classifier: convolutions, and a linear layer with a softmax at its end.
  @Test(arguments: [
    (AxonOperation.softmax, FailureSignature.RoundingVerdict.unexplained, true),
    (.softmax, .notRounding, false), (.conv2D, .unexplained, false),
  ])
  func `a softmax that is 1 apart is of Nordic's table`(
    operation: AxonOperation, rounding: FailureSignature.RoundingVerdict, isOfTable: Bool
  ) throws {
    let graph = try ExportedGraph("dscnn_kws_softmax_int8/model.tosa").graph
    let report = try AxonEngine().compile(graph).report
    let entry = try #require(
      report.operators.last { $0.placement == .delegated(region: 0, as: operation) })
    let failure = Failure(
      signature: FailureSignature(stage: .mismatch, rounding: rounding),
      operatorIndex: entry.operatorIndex)
    #expect(CompilerOracle.isOfTable(failure, in: report) == isOfTable)
  }

  @Test func `what 1.4.0 makes of generated networks is explained as well`() throws {
    let oracle = ExplainedOracle(
      options: EngineOptions(axonVersion: .v140))
    let source = GraphGenerator(seed: 6, profile: .cnnInt)
    // The last averages with a stride along what is left of the rows.
    for number in Array(0..<300) + [1415] {
      let item = source.makeCase(number)
      let failure = oracle.failure(of: item, graph: try ValidatedGraph(item.graph))
      #expect(failure == nil, "graph \(number)")
    }
  }

  @Test func `a max pool of 1.4.0 that ignores its stride is explained`() throws {
    let (input, output) = (TensorType(.int8, [1, 2, 5, 1]), TensorType(.int8, [1, 1, 3, 1]))
    let pool = MaxPool2D(
      kernel: Spatial2D(y: 2, x: 1), stride: Spatial2D(y: 1, x: 2), pad: Padding2D())
    let graph = Graph(
      main: Block(
        tensors: [TensorInfo(name: "x", type: input), TensorInfo(name: "y", type: output)],
        operators: [Operator(.maxPool2D(pool), inputs: [TensorID(0)], outputs: [TensorID(1)])],
        inputs: [TensorID(0)], outputs: [TensorID(1)]))
    let numbers: [Int8] = [3, -7, 100, 4, 9, 5, 60, 90, -2, 1]
    let item = FuzzCase(graph: graph, inputs: [Tensor(numbers, .int8, input.shape)])
    let oracle = ExplainedOracle(options: EngineOptions(axonVersion: .v140))
    #expect(oracle.failure(of: item, graph: try ValidatedGraph(graph)) == nil)
  }
}

import Fuzz
import Graph
import Quantized
import Reference
import TestSupport
import Testing

/// `quantized` judged by `reference`, operator by operator.
@Suite struct OperatorOracleTests {
  @Test(arguments: ExportedGraph.int8)
  func `nothing is wrong with the engines on an exported model`(model: String) throws {
    let exported = try ExportedGraph(model)
    let original = FuzzCase(graph: exported.graph.graph, inputs: exported.inputs)
    let oracle = OperatorOracle(subject: QuantizedEngine(), trusted: ReferenceEngine())
    let failure = oracle.failure(of: original, graph: exported.graph)
    #expect(failure?.signature == nil)
  }

  @Test(arguments: ShrinkerTests.cases)
  func `a fault in a model is found at its operator and reduced`(
    model: String, fault: PlantedFault
  ) throws {
    let exported = try ExportedGraph(model)
    let original = FuzzCase(graph: exported.graph.graph, inputs: exported.inputs)
    let faulty = FaultyEngine(base: QuantizedEngine(), faults: [fault])
    let oracle = OperatorOracle(subject: faulty, trusted: ReferenceEngine())
    let failure = try #require(oracle.failure(of: original, graph: exported.graph))
    let index = try #require(failure.operatorIndex)
    var (op, block) = (exported.graph.main.operators[index], exported.graph.main)
    fault.plant(in: &op, &block)
    #expect(op != exported.graph.main.operators[index] || block != exported.graph.main)
    let reduction = Shrinker(oracle: oracle).shrink(original, failure: failure)
    #expect(reduction.result.operatorCount == 1)
    #expect(reduction.result.inputElements <= 64)
  }
}

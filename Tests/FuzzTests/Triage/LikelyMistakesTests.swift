import Comparison
import Fuzz
import Graph
import Quantized
import TestSupport
import Testing

/// Faults whose cause a reduction names, in models that ExecuTorch exported.
@Suite struct LikelyMistakesTests {
  @Test(
    arguments: [
      (
        "dscnn_kws_int8/model.tosa", PlantedFault.swappedPadding,
        ["padding shifted in a convolution"]
      ),
      ("residual_add_int8/model.tosa", .subtraction, []),
    ] as [(String, PlantedFault, [String])])
  func `the mistake that gives the same wrong numbers is named`(
    model: String, fault: PlantedFault, mistakes: [String]
  ) throws {
    let exported = try ExportedGraph(model)
    let original = FuzzCase(graph: exported.graph.graph, inputs: exported.inputs)
    let oracle = DifferentialOracle(
      subject: FaultyEngine(base: QuantizedEngine(), faults: [fault]), trusted: QuantizedEngine())
    let found = oracle.failure(of: original, graph: exported.graph)
    let reduction = Shrinker(oracle: oracle).shrink(original, failure: try #require(found))
    #expect(reduction.failure.mistakes == mistakes)
  }
}

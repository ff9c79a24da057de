import Comparison
import Fuzz
import Graph
import Quantized
import TestSupport
import Testing

/// Faults planted in an engine, met by models that ExecuTorch exported.
@Suite struct ShrinkerTests {
  static let cases: [(String, PlantedFault)] = [
    ("small_cnn_int8/model.tosa", .deadChannel), ("dscnn_kws_int8/model.tosa", .swappedPadding),
    ("dscnn_kws_int8/model.tosa", .wrongZeroPoint),
    ("dscnn_kws_int8/model.tosa", .channelMultiplier),
    ("small_cnn_int8/model.tosa", .outputZeroPoint), ("residual_add_int8/model.tosa", .subtraction),
    ("mamba1_step_int8/model_1.tosa", .tableEntry), ("mamba1_step_int8/model_1.tosa", .subtraction),
  ]

  @Test(arguments: cases)
  func `a fault in a model is reduced to a few operators and elements`(
    model: String, fault: PlantedFault
  ) throws {
    let original = try Self.failing(model)
    let oracle = Self.oracle([fault])
    let found = oracle.failure(of: original, graph: try ValidatedGraph(original.graph))
    let failure = try #require(found, "the fault shows")
    let reduction = Shrinker(oracle: oracle).shrink(original, failure: failure)
    #expect(reduction.result.operatorCount <= 3)
    #expect(reduction.result.inputElements <= 64)
    #expect(reduction.candidates <= 100)
    #expect(reduction.failure.signature.isSameClass(as: failure.signature))
  }

  @Test func `what is left fails again as the reduction says`() throws {
    let original = try Self.failing("small_cnn_int8/model.tosa")
    let oracle = Self.oracle([.deadChannel])
    let found = oracle.failure(of: original, graph: try ValidatedGraph(original.graph))
    let reduction = Shrinker(oracle: oracle).shrink(original, failure: try #require(found))
    let result = reduction.result
    let again = oracle.failure(of: result, graph: try ValidatedGraph(result.graph))
    #expect(again?.reducedSignature(in: result) == reduction.failure.signature)
  }

  /// Pairs of faults: whichever shows first is the one that is left in the end.
  @Test(arguments: [
    ("dscnn_kws_int8/model.tosa", [PlantedFault.swappedPadding, .channelMultiplier]),
    ("dscnn_kws_int8/model.tosa", [.outputZeroPoint, .wrongZeroPoint]),
    ("small_cnn_int8/model.tosa", [.deadChannel, .outputZeroPoint]),
    ("mamba1_step_int8/model_1.tosa", [.tableEntry, .subtraction]),
  ])
  func `a reduction does not slip into another fault`(
    model: String, faults: [PlantedFault]
  ) throws {
    let original = try Self.failing(model)
    let whole = try ValidatedGraph(original.graph)
    let both = Self.oracle(faults)
    let found = both.failure(of: original, graph: whole)
    let failure = try #require(found, "a fault shows")
    let small = Shrinker(oracle: both).shrink(original, failure: failure).result
    let graph = try ValidatedGraph(small.graph)
    let alone = faults.filter { Self.oracle([$0]).failure(of: small, graph: graph) != nil }
    let culprits = faults.filter { fault in
      Self.oracle([fault]).failure(of: original, graph: whole)?.signature
        .isSameClass(as: failure.signature) ?? false
    }
    #expect(alone == culprits)
  }

  private static func oracle(_ faults: [PlantedFault]) -> DifferentialOracle {
    DifferentialOracle(
      subject: FaultyEngine(base: QuantizedEngine(), faults: faults), trusted: QuantizedEngine())
  }

  private static func failing(_ model: String) throws -> FuzzCase {
    let exported = try ExportedGraph(model)
    return FuzzCase(graph: exported.graph.graph, inputs: exported.inputs)
  }
}

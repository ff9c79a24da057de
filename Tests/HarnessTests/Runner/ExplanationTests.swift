import Axon
import Comparison
import Graph
import Quantized
import TestSupport
import Testing

@testable import Harness

/// A gate that wants every difference between `axon` and `quantized` understood.
@Suite struct ExplanationTests {
  private static let model = "pools_int8"

  private func results(share: Double, _ others: String = "") async throws -> CaseResult {
    let folder = try TemporarySuite(models: [Self.model])
    let suite = try folder.suite(
      """
        - models: \(Self.model)/model.tosa
          inputs: tosa_in*.npy
          checks:
            - engine: axon
              against: quantized
              tolerance: {explained: {max-share: \(share)}, \(others)reason: ties}
      """)
    let results = try await TemporarySuite.results(of: suite)
    return try #require(results.first)
  }

  /// 78 of the 512 means of pools_int8 differ, 15.2 %.
  @Test func `understood differences within the budget pass`() async throws {
    let result = try await results(share: 0.16)
    #expect(result.outcome.kind == .pass)
    #expect(
      result.details.contains(
        "tosa_avg_pool2d_default (avg_pool): 78 of 512 differ: poolTie 78, inherited 0, unexplained 0"
      ))
    let properties = result.properties.filter { $0.name.contains("explained by") }
    #expect(properties.map(\.value) == ["78"])
    #expect(properties.map(\.name) == ["explained by poolTie"])
  }

  @Test func `more than the budget fails`() async throws {
    let result = try await results(share: 0.15)
    #expect(result.outcome.kind == .fail)
    #expect(result.message.contains("78 of 512 elements differ; allowed: 15 %, because ties"))
  }

  @Test func `other limits hold for the outputs`() async throws {
    #expect(try await results(share: 1, "max-lsb: 1, ").outcome.kind == .pass)
    let result = try await results(share: 1, "exact: true, ")
    #expect(result.outcome.kind == .fail)
    #expect(result.message.contains("output"))
  }

  /// One LSB planted into an output of either engine.
  @Test(arguments: ["axon", "quantized"], [0, 100])
  func `an unexplained element fails, whatever the budget`(
    engine: String, element: Int
  ) throws {
    let model = try Model.load(Repository.path(of: Self.model, "model.tosa"))
    let inputs = try Repository.files(of: Self.model, startingWith: "tosa_in")
      .map { try NumPyFile.read($0) }
    func run(_ name: String) throws -> EngineRuns.Run {
      let plan = try model.prepare(on: EngineRegistry.engine(named: name))
      var trace: [TensorObservation] = []
      let outputs = try plan.run(inputs) { trace.append($0) }
      if name == engine {
        let index = try #require(trace.firstIndex { $0.name == "tosa_avg_pool2d_default" })
        trace[index].tensor.withMutableElements(as: Int8.self) { $0[element] ^= 1 }
      }
      return EngineRuns.Run(ports: plan.outputs, outputs: outputs, trace: trace)
    }
    let check = Check(
      engine: "axon", against: .engine("quantized"),
      tolerance: .explained(ExplainedTolerance(maxShare: 1, reason: "ties")))
    var comparison = CheckComparison(check: check, model: model, options: EngineOptions())
    try comparison.add(run("axon"), opponent: run("quantized"), inputs: inputs)
    #expect(!comparison.isPassed)
    #expect(comparison.message.contains("differences are unexplained, at [0, "))
  }

  @Test func `a program is not explained`() async throws {
    let folder = try TemporarySuite(models: [Self.model])
    let suite = try folder.suite(
      """
        - models: \(Self.model)/model.pte
          inputs: float_in*.npy
          checks:
            - engine: axon
              against: quantized
              tolerance: {explained: {max-share: 1}, reason: r}
      """)
    let results = try await TemporarySuite.results(of: suite)
    #expect(results.first?.outcome.kind == .unsupported)
  }

  @Test(
    arguments: [
      "engine: axon, against: golden, tolerance: {explained: {max-share: 1}, reason: r}",
      "engine: axon, against: reference, tolerance: {explained: {max-share: 1}, reason: r}",
      "engine: axon, against: quantized, tolerance: {explained: {max-share: 2}, reason: r}",
      "engine: axon, against: quantized, tolerance: {explained: {share: 1}, reason: r}",
      "engine: axon, against: quantized, tolerance: {explained: {max-share: 1}}",
    ])
  func `what can't be judged so is refused`(check: String) throws {
    let folder = try TemporarySuite(models: [Self.model])
    #expect(throws: InvalidInput.self) {
      try folder.suite(
        """
          - models: \(Self.model)/model.tosa
            inputs: tosa_in*.npy
            golden: tosa_out*.npy
            checks: [{\(check)}]
        """)
    }
  }
}

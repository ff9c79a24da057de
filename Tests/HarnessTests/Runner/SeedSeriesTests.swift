import Comparison
import Graph
import TestSupport
import Testing

@testable import Harness

/// Many sets of inputs in one check: every one counts, the first that fails is shown.
///
/// AXON rounds ties of the residual addition differently for some of these seeds and not for others.
@Suite struct SeedSeriesTests {
  private static let exact = "{engine: axon, against: quantized, tolerance: exact}"
  private static let loose =
    "{engine: axon, against: quantized, tolerance: {max-lsb: 1, reason: r}}"

  private let folder: TemporarySuite

  init() throws { folder = try TemporarySuite(models: ["residual_add_int8"]) }

  private func results(
    seed: Int, count: Int, checks: String = exact
  ) async throws -> [CaseResult] {
    try await TemporarySuite.results(
      of: folder.suite(
        """
          - models: residual_add_int8/model.tosa
            inputs: {seed: \(seed), count: \(count)}
            checks: [\(checks)]
        """))
  }

  /// Each seed by itself says what all of them together must show.
  @Test func showsTheFirstSetThatFails() async throws {
    var single: [CaseResult] = []
    for seed in 0..<5 { single += try await results(seed: seed, count: 1) }
    let first = try #require(single.firstIndex { $0.outcome == .fail })
    #expect(first > 0)

    let passing = try await results(seed: 0, count: first)
    #expect(passing.map(\.outcome) == [.pass])
    let failing = try await results(seed: 0, count: 5)
    #expect(failing.map(\.outcome) == [.fail])
    #expect(failing[0].message == single[first].message)
    #expect(failing[0].tensors == single[first].tensors)
    #expect(failing[0].details.contains("first divergent operator"))
  }

  @Test func everyCheckSeesEverySet() async throws {
    let alone = try await results(seed: 0, count: 5)
    let both = try await results(seed: 0, count: 5, checks: "\(Self.loose), \(Self.exact)")
    #expect(both.map(\.outcome) == [.pass, .fail])
    #expect(both[1].message == alone[0].message)
    #expect(both[1].tensors == alone[0].tensors)
  }

  /// An engine that can't run the graph ends its own check only.
  @Test func anEngineThatCannotLeavesTheOtherChecks() async throws {
    let folder = try TemporarySuite(models: ["sigmoid_fp32"])
    let results = try await TemporarySuite.results(
      of: folder.suite(
        """
          - models: sigmoid_fp32/model.tosa
            inputs: tosa_in*.npy
            golden: tosa_out*.npy
            checks:
              - {engine: quantized, against: golden, tolerance: exact}
              - {engine: reference, against: golden, tolerance: bound}
        """))
    #expect(results.map(\.outcome.kind) == [.unsupported, .pass])
  }
}

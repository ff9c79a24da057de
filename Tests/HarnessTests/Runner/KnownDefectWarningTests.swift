import Comparison
import Foundation
import Graph
import TestSupport
import Testing

@testable import Harness

/// The gate warns where AXON's compiler is known to compute something else, and can do the same.
@Suite struct KnownDefectWarningTests {
  private let cases = """
      - models: pool.tosa
        inputs: {seed: 1, count: 2}
        checks:
          - {engine: quantized, against: axon, tolerance: exact}
          - {engine: axon, against: quantized, tolerance: exact}
          - {engine: reference, against: quantized, tolerance: exact}
    """

  private func results(version: String?) async throws -> [CaseResult] {
    let folder = try TemporarySuite(models: [])
    try FileContents.write(
      GlobalMaxPool.graph.tosaBytes(), to: folder.folder.appending(path: "pool.tosa").path)
    let options = RunOptions(
      engineOptions: try EngineOptions(axonVersion: version), jobs: 1, isReproducible: true)
    return try await TemporarySuite.results(of: folder.suite(cases), options: options)
  }

  @Test func `a case warns once and passes`() async throws {
    let results = try await results(version: nil)
    #expect(results.map(\.outcome.kind) == [.pass, .pass, .pass])
    let warnings = results.map { $0.properties.filter { $0.name == Property.warning } }
    #expect(warnings.map(\.count) == [1, 0, 0])
    let text = try #require(warnings[0].first?.value)
    #expect(text.contains("MAX_POOL2D"))
    #expect(text.contains("meets max_pool_global_sum of AXON 1.4.0"))
  }

  @Test func `1.4.0 fails where the defect shows`() async throws {
    #expect(try await results(version: "1.4.0").map(\.outcome.kind) == [.fail, .fail, .pass])
  }
}

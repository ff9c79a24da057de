import Axon
import Comparison
import Foundation
import Fuzz
import Graph
import TestSupport
import Testing

@testable import Harness

/// The gate replays what was found and fixed. The bundle here is of a defect that AXON's compiler 1.4.0 has
/// and the documented arithmetic has not: a global MAX_POOL2D becomes a sum.
@Suite struct BundleRunnerTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "assay-\(UUID().uuidString)")

  /// A suite of one bundle in a folder of its own, and the results of its run.
  private func results(
    oracle: String = "reference~axon", version: AxonVersion = .documented,
    engines: Set<String>? = nil, damage: (URL) throws -> Void = { _ in }
  ) async throws -> [CaseResult] {
    defer { try? FileManager.default.removeItem(at: folder) }
    let bundle = ReproBundle(
      description: ReproBundle.Description(
        version: "1", oracle: oracle, failure: "mismatch at MAX_POOL2D", foundBy: "a test",
        command: "assay replay pool"),
      fuzzCase: FuzzCase(graph: GlobalMaxPool.graph, inputs: [GlobalMaxPool.input]))
    try bundle.write(to: folder.appending(path: "corpus/pool").path)
    try damage(folder.appending(path: "corpus/pool"))
    let suite = try SuiteReader.parse(
      "suite: s\ncorpus: corpus/*/bundle.json\n", file: folder.appending(path: "s.yaml").path)
    var options = RunOptions(
      engineOptions: EngineOptions(axonVersion: version), jobs: 1, isReproducible: true)
    options.engines = engines
    return try await TemporarySuite.results(of: suite, options: options)
  }

  @Test func `what stays fixed passes`() async throws {
    let results = try await results()
    #expect(results.map(\.name) == ["corpus/pool: reference~axon"])
    #expect(results.map(\.outcome) == [.pass])
  }

  @Test func `what comes back is a mismatch with its bundle and its command`() async throws {
    let result = try #require(try await results(version: .v140).first)
    #expect(result.outcome == .fail)
    #expect(
      result.message.contains("corpus/pool: what was fixed is back: mismatch at MAX_POOL2D"))
    #expect(
      result.reproduction
        == "assay replay \(folder.path)/corpus/pool --axon-version 1.4.0")
  }

  @Test(arguments: [
    (["reference", "axon"], ["corpus/pool: reference~axon"]),
    (["reference", "quantized"], ["verdict"]),
  ])
  func `it runs if both of its engines are selected`(
    engines: [String], names: [String]
  ) async throws {
    #expect(try await results(engines: Set(engines)).map(\.name) == names)
  }

  @Test(arguments: ["bundle.json", "graph.tosa", "inputs/0.npy"])
  func `a damaged bundle is invalid and says which file`(file: String) async throws {
    let results = try await results(damage: { bundle in
      try FileContents.write([1], to: bundle.appending(path: file).path)
    })
    #expect(results.map(\.outcome.kind) == [.invalid])
    #expect(results.first?.message.contains(file) == true, "\(results)")
  }

  @Test func `an oracle that does not exist is invalid`() async throws {
    let results = try await results(oracle: "quantized~nothing")
    #expect(results.map(\.outcome.kind) == [.invalid])
    #expect(results.first?.message.contains("no engine 'nothing'") == true)
  }
}

import Comparison
import Foundation
import Fuzz
import Graph
import Quantized
import Store
import Synchronization
import TestSupport
import Testing

/// Cases that are one graph with inputs of their own: enough to see that a campaign keeps its books.
struct OneGraphSource: CaseSource {
  let profile = "one graph"
  let seed: UInt64 = 5
  let graph: ValidatedGraph

  init() throws {
    graph = try ExportedGraph("residual_add_int8/model.tosa").graph
  }

  func makeCase(_ number: Int, novel: [FuzzCase]) -> FuzzCase {
    var random = SplitMix64(seed: seed &+ UInt64(number))
    // Few of the cases are ones in which the fault shows.
    let span = number % 97 == 13 ? 256 : 1
    let inputs = graph.inputs.map { port in
      Tensor(
        port.type,
        bytes: (0..<port.type.byteCount).map { _ in
          UInt8(truncatingIfNeeded: random.next() % UInt64(span))
        })
    }
    return FuzzCase(graph: graph.graph, inputs: inputs)
  }

  func features(of candidate: FuzzCase, graph: ValidatedGraph) -> [String] {
    ["first byte \(candidate.inputs[0].bytes[0] / 16)"]
  }
}

@Suite struct CampaignTests {
  private static let oracles = [
    NamedOracle(
      "faulty~quantized",
      DifferentialOracle(
        subject: FaultyEngine(base: QuantizedEngine(), faults: [.tableEntry, .outputZeroPoint]),
        trusted: QuantizedEngine()))
  ]

  /// Everything that a campaign's result is, times aside.
  private struct Result: Equatable {
    var blocks: [[String: Int]]
    var sizes: [Int: Int]
    var failures: [FailureRecord]
    var features: [String: Int]
  }

  private func withStore(_ body: (CampaignStore) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let key = CampaignKey(
      seed: 5, profile: "one graph", oracles: Self.oracles.map(\.name),
      blockSize: 128, version: "test")
    let database = try Database(path: folder.appending(path: "runs.sqlite").path)
    try await body(CampaignStore(key, in: database))
  }

  private func result(_ store: CampaignStore) throws -> Result {
    Result(
      blocks: try store.blocks().map(\.counts), sizes: try store.blockSizes(),
      failures: try store.failures(), features: try store.features())
  }

  private func undisturbed(_ extent: Campaign.Extent) async throws -> Result {
    var outcome: Result?
    try await withStore { store in
      try await Campaign(source: OneGraphSource(), oracles: Self.oracles, store: store)
        .run(extent, shouldStop: { false })
      outcome = try result(store)
    }
    return try #require(outcome)
  }

  @Test func `shards, jobs and interruptions make no difference to the result`() async throws {
    let graphs = 300
    let whole = try await undisturbed(Campaign.Extent(graphs: graphs, jobs: 1))
    #expect(whole.sizes == [0: 128, 1: 128, 2: 44])
    #expect(!whole.failures.isEmpty)
    try await withStore { store in
      let campaign = Campaign(source: try OneGraphSource(), oracles: Self.oracles, store: store)
      let asked = Atomic(0)
      try await campaign.run(
        Campaign.Extent(graphs: graphs, shard: 1, shards: 2, jobs: 3),
        shouldStop: { asked.add(1, ordering: .relaxed).newValue > 40 })
      #expect(try store.blockSizes().values.allSatisfy { $0 < 128 })
      try await campaign.run(
        Campaign.Extent(graphs: graphs, shard: 0, shards: 2, jobs: 2), shouldStop: { false })
      try await campaign.run(Campaign.Extent(graphs: graphs, jobs: 2), shouldStop: { false })
      #expect(try result(store) == whole)
    }
  }

  @Test func `a stored failure fails again as recorded`() async throws {
    let result = try await undisturbed(Campaign.Extent(graphs: 100, jobs: 1))
    let record = try #require(result.failures.first)
    let fuzzCase = try FuzzCase(archive: try #require(record.bundle))
    let found = Self.oracles[0].oracle.failure(
      of: fuzzCase, graph: try ValidatedGraph(fuzzCase.graph))
    #expect(found?.signature == record.signature)
    #expect(record.details.operators == 1)
  }
}

import Foundation
import Graph
import Quantized
import Reference
import Store
import Synchronization
import Testing

@testable import Fuzz

/// A campaign that feeds what is new back to its generator depends on nothing but its key.
@Suite struct FeedbackCampaignTests {
  private static let blockSize = 96
  private static let graphs = 240

  private static func campaign(_ store: CampaignStore, corpus: [FuzzCase] = []) -> Campaign {
    let quantized = SharedEngine(QuantizedEngine())
    let witness = Witness(integers: quantized, reals: SharedEngine(ReferenceEngine()))
    return Campaign(
      source: GraphGenerator(seed: 3, profile: .int, corpus: corpus, commonCases: 20), oracles: [],
      probes: [RunFeatures(witness)], witness: witness, store: store)
  }

  private func withStore<Value>(_ body: (CampaignStore) async throws -> Value) async throws -> Value
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let key = CampaignKey(
      seed: 3, profile: "int", oracles: [], blockSize: Self.blockSize, version: "test")
    let database = try Database(path: folder.appending(path: "runs.sqlite").path)
    return try await body(CampaignStore(key, in: database))
  }

  private struct Result: Equatable {
    var sizes: [Int: Int]
    var counts: [[String: Int]]
    var features: [String: Int]
    var corpus: [FuzzCase]
  }

  private func result(_ store: CampaignStore) async throws -> Result {
    Result(
      sizes: try store.blockSizes(), counts: try store.blocks().map(\.counts),
      features: try store.features(),
      corpus: try await Self.campaign(store).minimalCorpus(jobs: 2).map(\.fuzzCase))
  }

  @Test func `jobs, shards and a stop inside a block make no difference`() async throws {
    let whole = try await withStore { store in
      try await Self.campaign(store).run(
        Campaign.Extent(graphs: Self.graphs, jobs: 1), shouldStop: { false })
      return try await result(store)
    }
    #expect(whole.sizes == [0: 96, 1: 96, 2: 48])
    let parallel = try await withStore { store in
      try await Self.campaign(store).run(
        Campaign.Extent(graphs: Self.graphs, jobs: 4), shouldStop: { false })
      return try await result(store)
    }
    #expect(parallel == whole)
    let interrupted = try await withStore { store in
      let campaign = Self.campaign(store)
      let stop = Countdown(30)
      try await campaign.run(
        Campaign.Extent(graphs: Self.graphs, shard: 1, shards: 2, jobs: 1),
        shouldStop: { stop.isOver() })
      #expect(try store.blockSizes().values.allSatisfy { 0 < $0 && $0 < Self.blockSize })
      for shard in [1, 0] {
        try await campaign.run(
          Campaign.Extent(graphs: Self.graphs, shard: shard, shards: 2, jobs: 2),
          shouldStop: { false })
      }
      return try await result(store)
    }
    #expect(interrupted == whole)
  }

  @Test func `a minimal corpus shows everything, and starts the next campaign`() async throws {
    try await withStore { store in
      let campaign = Self.campaign(store)
      try await campaign.run(
        Campaign.Extent(graphs: Self.graphs, jobs: 2), shouldStop: { false })
      let corpus = try await campaign.minimalCorpus(jobs: 2)
      #expect(Set(corpus.flatMap(\.adds)) == Set(try store.features().keys))
      #expect(corpus.count < Self.graphs * 2 / 3, "\(corpus.count)")
      #expect(corpus.allSatisfy { !$0.adds.isEmpty })
      let source = GraphGenerator(seed: 3, profile: .int, corpus: corpus.map(\.fuzzCase))
      #expect(source.makeCase(1, novel: []) == corpus[1].fuzzCase)
      // Past the corpus, cases are mutations of it, or new.
      let later = source.makeCase(corpus.count + 2, novel: [])
      #expect(later == source.makeCase(corpus.count + 2, novel: []))
    }
  }

  @Test func `half of the cases are made of those that showed something new`() throws {
    let source = GraphGenerator(seed: 3, profile: .cnnInt, commonCases: 8)
    let novel = (0..<8).map { GraphGenerator(seed: 4, profile: .cnnInt).makeCase($0) }
    let fresh = (2000..<2200).count { source.makeCase($0, novel: novel) == source.makeCase($0) }
    let share = GraphGenerator.defaultMutationShare
    #expect(abs(fresh - 2 * (100 - share)) < 30, "\(fresh)")
    #expect((2000..<2040).allSatisfy { source.makeCase($0, novel: []) == source.makeCase($0) })
    let few = Array(novel.dropLast())
    #expect((2000..<2040).allSatisfy { source.makeCase($0, novel: few) == source.makeCase($0) })
  }
}

/// True after it has been asked so many times.
private final class Countdown: Sendable {
  private let rest: Mutex<Int>

  init(_ count: Int) { rest = Mutex(count) }

  func isOver() -> Bool {
    rest.withLock { rest in
      rest -= 1
      return rest <= 0
    }
  }
}

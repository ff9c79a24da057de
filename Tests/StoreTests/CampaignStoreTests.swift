import Comparison
import Foundation
import Graph
import Store
import Testing

@Suite struct CampaignStoreTests {
  private static let key = CampaignKey(
    seed: .max, profile: "cnn-int", oracles: ["quantized~axon"], blockSize: 4096, version: "1")

  private static func block(_ number: Int) -> BlockRecord {
    let signature = FailureSignature(
      stage: .mismatch, operatorName: "CONV2D", attributes: ["stride"], pattern: .channel)
    let details = FailureRecord.Details(
      originalSignature: signature, originalOperators: 12, operators: 1, inputElements: 4,
      candidates: 31, isMinimal: true)
    return BlockRecord(
      number: number, graphs: 4096, seconds: 1.5, counts: ["unsupported": 3],
      failures: [
        FailureRecord(
          graph: number * 4096 + 7, oracle: "quantized~axon", signature: signature,
          details: details, bundle: [1, 2, 3])
      ],
      features: ["CONV2D/INT8": number * 4096 + 2])
  }

  /// A path in a folder of its own, which is removed afterwards.
  private func withPath(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appending(path: "runs.sqlite").path)
  }

  @Test func `what was stored is there when the file is opened again`() throws {
    try withPath { path in
      try CampaignStore(Self.key, in: Database(path: path)).add(Self.block(3))
      let store = try CampaignStore(Self.key, in: Database(path: path))
      #expect(try store.blockSizes() == [3: 4096])
      #expect(try store.failures() == Self.block(3).failures)
      #expect(try store.features() == ["CONV2D/INT8": 12290])
      #expect(try store.blocks().map(\.counts) == [["unsupported": 3]])
    }
  }

  /// As versions wrote them that named no mistakes.
  @Test func `an older failure has no mistakes`() throws {
    let old = """
      {"originalSignature":{"stage":"mismatch","attributes":[],"rounding":"unexplained"},
      "originalOperators":12,"operators":1,"inputElements":4,"candidates":31,"isMinimal":true}
      """
    let details = try JSONDecoder().decode(FailureRecord.Details.self, from: Data(old.utf8))
    #expect(details.mistakes == nil && details.possibleMistakes == nil)
    #expect(details.candidates == 31)
  }

  @Test func `every campaign of a file is found by its key`() throws {
    try withPath { path in
      let database = try Database(path: path)
      var other = Self.key
      other.corpus = "0123"
      for key in [Self.key, other] { _ = try CampaignStore(key, in: database) }
      #expect(try CampaignStore.all(in: database).map(\.key) == [Self.key, other])
    }
  }

  @Test func `a block that is there already is not added twice`() throws {
    try withPath { path in
      let store = try CampaignStore(Self.key, in: Database(path: path))
      try store.add(Self.block(0))
      try store.add(Self.block(0))
      #expect(try store.blocks().count == 1)
      #expect(try store.failures().count == 1)
    }
  }

  @Test func `a block that was cut short gives way to one that went further`() throws {
    try withPath { path in
      let store = try CampaignStore(Self.key, in: Database(path: path))
      var part = Self.block(0)
      part.graphs = 10
      part.failures[0].graph = 9
      part.features = ["ADD": 1]
      try store.add(part)
      try store.add(Self.block(0))
      try store.add(part)
      #expect(try store.blockSizes() == [0: 4096])
      #expect(try store.failures() == Self.block(0).failures)
      #expect(try store.features() == Self.block(0).features)
    }
  }

  @Test func `a feature belongs to the first graph that shows it, in any order of blocks`() throws {
    try withPath { path in
      let store = try CampaignStore(Self.key, in: Database(path: path))
      for number in [2, 0, 1] { try store.add(Self.block(number)) }
      #expect(try store.features() == ["CONV2D/INT8": 2])
    }
  }

  @Test func `campaigns with other seeds do not mix`() throws {
    try withPath { path in
      let database = try Database(path: path)
      try CampaignStore(Self.key, in: database).add(Self.block(0))
      var other = Self.key
      other.seed = 1
      #expect(try CampaignStore(other, in: database).blockSizes().isEmpty)
    }
  }

  @Test func `a file that is no database is refused and stays as it is`() throws {
    try withPath { path in
      let text = String(repeating: "not a database\n", count: 100)
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      let error = #expect(throws: StoreError.self) { try Database(path: path) }
      guard case .invalid(let invalid) = error else {
        Issue.record("\(String(describing: error)) is not 'invalid'")
        return
      }
      #expect(invalid.description.contains(path))
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }
  }

  @Test func `a folder that is not there is an infrastructure failure`() {
    let error = #expect(throws: StoreError.self) {
      try Database(path: "/nonexistent/folder/runs.sqlite")
    }
    guard case .infrastructure = error else {
      Issue.record("\(String(describing: error)) is not 'infrastructure'")
      return
    }
  }
}

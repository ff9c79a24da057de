import Axon
import Foundation
import Graph
import TestSupport
import Testing

/// Every layer and chain that was measured on Nordic's simulator 1.4.0 (`Suites/axon/README.md`).
@Suite struct VectorTests {
  static let vectors: [AxonVector] = {
    let url = Repository.root.appending(path: "Suites/axon/dev.jsonl")
    guard let data = try? Data(contentsOf: url) else { return [] }
    return (try? AxonVectorReader.read([UInt8](data))) ?? []
  }()

  static let subjects = Set(vectors.map(\.subject)).sorted()

  @Test func `the file is read whole`() {
    #expect(Self.vectors.count == 366)
    #expect(Self.vectors.filter { $0.quirk == nil }.count == 329)
  }

  @Test(arguments: subjects)
  func `every plain case equals the measured outputs`(subject: String) throws {
    for vector in Self.vectors where vector.subject == subject && vector.quirk == nil {
      let replay = try VectorReplay(vector)
      #expect(replay.equal == replay.outputs, "\(vector.id): \(replay.equal) of \(replay.outputs)")
    }
  }
}

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
  static let quirks = Set(vectors.compactMap(\.quirk)).sorted()

  /// One value of one case is decided by Nordic's own table of exponentials.
  static func isDecidedByTable(_ vector: AxonVector) -> Bool { vector.id == "dev-0250" }

  @Test func `the file is read whole`() {
    #expect(Self.vectors.count == 366)
    #expect(Self.vectors.filter { $0.quirk == nil }.count == 329)
  }

  @Test(arguments: subjects)
  func `every plain case equals the measured outputs`(subject: String) throws {
    for vector in Self.vectors where vector.subject == subject && vector.quirk == nil {
      let replay = try VectorReplay(vector)
      let expected = replay.outputs - (Self.isDecidedByTable(vector) ? 1 : 0)
      #expect(replay.equal == expected, "\(vector.id): \(replay.equal) of \(replay.outputs)")
    }
  }

  /// The file counts how many values of a defective case its authors' own plain formulas give.
  @Test(arguments: quirks)
  func `defective cases are simulated as documented, not as measured`(quirk: String) throws {
    for vector in Self.vectors where vector.quirk == quirk {
      #expect(try VectorReplay(vector).equal == vector.plainEqual, "\(vector.id)")
    }
  }

  @Test(arguments: [
    (#"{"id": 3}"#, "line 1"),
    ("{}\n", "line 1"),
  ])
  func `a line that is no vector is an error with its number`(text: String, place: String) {
    #expect {
      try AxonVectorReader.read(Array(text.utf8))
    } throws: { error in
      (error as? InvalidInput)?.location.element == place
    }
  }
}

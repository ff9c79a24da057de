import Foundation
import Fuzz
import Harness
import TestSupport
import Testing

/// What fuzzing found once stays fixed.
@Suite struct CorpusTests {
  static let folders: [String] = {
    let corpus = Repository.path(of: "Suites/corpus")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: corpus)) ?? []
    return names.filter { !$0.contains(".") }.sorted()
  }()

  @Test func `there is a corpus`() {
    #expect(!Self.folders.isEmpty)
  }

  @Test(arguments: folders) func `a failure of the past passes now`(folder: String) throws {
    let bundle = try ReproBundle.read(Repository.path(of: "Suites/corpus/\(folder)"))
    #expect(try Replay(bundle).verdict == .passes)
  }
}

import Foundation
import TestSupport
import Testing

/// The parts of `Suites/models/manifest.json` that tests compare with.
enum Manifest {
  struct Model: Sendable, CustomTestStringConvertible {
    var folder: String
    var files: [String]
    var operatorCounts: [String: Int]
    var testDescription: String { folder }
  }

  private struct Content: Decodable {
    struct Entry: Decodable {
      struct Delegate: Decodable {
        var file: String
      }
      var dir: String
      var delegates: [Delegate]
      var op_counts: [String: Int]
    }
    var entries: [Entry]
  }

  /// The models that the manifest lists; empty if it can't be read, which a test notices.
  static let models: [Model] = {
    guard let data = try? Data(contentsOf: Repository.models.appending(path: "manifest.json")),
      let content = try? JSONDecoder().decode(Content.self, from: data)
    else { return [] }
    return content.entries.map {
      Model(folder: $0.dir, files: $0.delegates.map(\.file), operatorCounts: $0.op_counts)
    }
  }()
}

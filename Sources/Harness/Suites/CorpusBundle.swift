import Graph

/// A repro bundle of a failure that was found and fixed.
public struct CorpusBundle: Sendable, Hashable {
  /// The name in reports: the last two folders, as `corpus/depthwise-padding-zero-point`.
  public var name: String
  /// The bundle's folder.
  public var folder: String

  /// The bundle in `folder`.
  public init(folder: String) {
    self.folder = folder
    name = folder.split(separator: "/").suffix(2).joined(separator: "/")
  }
}

extension CorpusBundle {
  /// Reads the patterns under `corpus`, which match the bundles' `bundle.json`.
  static func list(
    _ node: ConfigurationNode, folder: String
  ) throws(InvalidInput) -> [CorpusBundle] {
    var bundles: [CorpusBundle] = []
    for entry in try node.stringOrList() {
      let pattern = try entry.string()
      let found = FilePattern(pattern: pattern).matches(in: folder.isEmpty ? "." : folder)
      guard !found.isEmpty, pattern.hasSuffix("/bundle.json") else {
        throw entry.error(
          "no repro bundle matches '\(pattern)'",
          remedy: "Write it as corpus/*/bundle.json, relative to the suite's folder.")
      }
      bundles += found.map { file in
        CorpusBundle(folder: SuiteReader.joined(folder, SuiteReader.folder(of: file)))
      }
    }
    return bundles
  }
}

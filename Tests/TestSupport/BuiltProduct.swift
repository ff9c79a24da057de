public import Foundation

/// Executables that were built together with the tests.
public enum BuiltProduct {
  /// The executable `assay`, found beside the test bundle.
  public static let assay: URL = {
    var place = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    while place.path != "/" {
      let candidate = place.appending(path: "assay")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      place.deleteLastPathComponent()
    }
    return URL(filePath: "assay-was-not-built")
  }()
}

public import Graph

/// Recorded SHA-256 digests, in the format of `sha256sum`: a change to a golden output or a model
/// shows even where no number that it gives changes.
public struct DigestList: Sendable, Hashable {
  /// Digest by path, the path as the program opens the file.
  public private(set) var digests: [String: String]
  /// The list's own file; nil for an empty list.
  public private(set) var file: String?

  /// A list of nothing.
  public init() { digests = [:] }

  /// Reads a list; its paths are relative to its own folder.
  public init(path: String) throws(InvalidInput) {
    let text = String(decoding: try FileContents.read(path), as: UTF8.self)
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    digests = [:]
    file = path
    // Not split at "\n": an editor on Windows ends lines with "\r\n", which is one character.
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      let digest = line.prefix(64)
      let name = line.dropFirst(64).drop { $0 == " " || $0 == "*" }
      guard digest.count == 64, digest.allSatisfy(\.isHexDigit), !name.isEmpty else {
        throw InvalidInput(
          .configuration, "expected 64 hexadecimal digits and a file name",
          remedy: "Write the list with sha256sum.",
          at: InputLocation(file: path, element: "line \(index + 1)"))
      }
      digests[folder.isEmpty ? String(name) : "\(folder)/\(name)"] = digest.lowercased()
    }
  }

  /// Whether `bytes` are what was recorded for `path`; true for a file that is not on the list.
  public func accepts(_ bytes: [UInt8], for path: String) -> Bool {
    guard let recorded = digests[path] else { return true }
    return SHA256.hexDigest(of: bytes) == recorded
  }
}

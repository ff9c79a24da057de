import Foundation

/// Where a recorder's text goes.
public protocol TextSink: Sendable {
  /// Whether a person watches: progress and colour make sense.
  var isTerminal: Bool { get }

  /// Appends text.
  func write(_ text: String)
}

/// Standard output. A reader that has gone away (`assay gate | head`) is not an error.
public struct StandardOutput: TextSink {
  public let isTerminal: Bool

  /// The process's standard output.
  public init() { isTerminal = isatty(1) == 1 }

  public func write(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
  }
}

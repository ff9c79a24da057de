public import Graph

/// Where a recorder's text goes.
public protocol TextSink: Sendable {
  /// Whether a person watches: progress and colour make sense.
  var isTerminal: Bool { get }

  /// Appends text.
  /// - Throws: if it is lost, such as on a full disk.
  func write(_ text: String) throws(InfrastructureFailure)
}

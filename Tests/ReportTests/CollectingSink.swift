import Graph
import Synchronization

@testable import Report

/// Keeps what is written.
final class CollectingSink: TextSink {
  let isTerminal: Bool
  private let collected = Mutex("")

  init(isTerminal: Bool = false) { self.isTerminal = isTerminal }

  func write(_ text: String) { collected.withLock { $0 += text } }

  var text: String { collected.withLock { $0 } }
}

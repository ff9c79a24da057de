import Foundation
import Graph
import Kernels

/// Where a board's bytes come from and go to.
protocol BoardPort: AnyObject {
  /// What messages call the board.
  var name: String { get }
  /// File descriptors.
  var fromBoard: Int32 { get }
  var toBoard: Int32 { get }
  /// Why nothing more comes, once the line has ended.
  func ending() -> String
}

/// A line to a board that carries frames.
final class BoardLine {
  private let port: any BoardPort
  /// After which silence is a failure.
  private let limit: Duration
  private var reader = WireReader()

  /// A line through `port`; no frame may take longer than `limit`.
  init(_ port: any BoardPort, limit: Duration) {
    self.port = port
    self.limit = limit
  }

  /// Sends a frame.
  func send(_ message: WireMessage) throws(InfrastructureFailure) {
    try send(message.bytes)
  }

  /// Sends bytes that need not be a frame.
  func send(_ bytes: [UInt8]) throws(InfrastructureFailure) {
    let deadline = ContinuousClock.now + limit
    var rest = bytes[...]
    while !rest.isEmpty {
      guard try isReady(port.toBoard, for: POLLOUT, until: deadline) else {
        throw failure("it takes no input within \(text(limit))")
      }
      let count = rest.withUnsafeBytes { write(port.toBoard, $0.baseAddress, $0.count) }
      guard count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR)) else {
        throw failure(port.ending())
      }
      rest = rest.dropFirst(max(count, 0))
    }
  }

  /// The next frame from the board.
  ///
  /// - Parameter patience: less than the line's limit, where silence is to be expected.
  /// - Throws: `InfrastructureFailure` where the line ends.
  /// - Returns: nil where no frame comes in time.
  func receive(within patience: Duration) throws(InfrastructureFailure) -> WireMessage? {
    let deadline = ContinuousClock.now + patience
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      if let message = reader.next() { return message }
      guard try isReady(port.fromBoard, for: POLLIN, until: deadline) else { return nil }
      let count = read(port.fromBoard, &bytes, bytes.count)
      if count < 0, errno == EAGAIN || errno == EINTR { continue }
      guard count > 0 else { throw failure(port.ending()) }
      reader.add(bytes[..<count])
    }
  }

  /// How long a board may be silent that was asked for a sign of life: a part of the limit.
  var patience: Duration { min(limit / 4, .seconds(3)) }

  /// The next frame from the board.
  ///
  /// - Throws: `InfrastructureFailure` where the line ends or the time is over.
  func receive() throws(InfrastructureFailure) -> WireMessage {
    if let message = try receive(within: limit) { return message }
    throw silence
  }

  /// What is wrong with a board that says nothing, or nothing that can be read.
  var silence: InfrastructureFailure {
    let skipped = reader.skipped
    return failure(
      "no answer within \(text(limit))"
        + (skipped > 0 ? "; \(skipped) bytes came that are no frames" : ""))
  }

  func failure(_ reason: String, remedy: String? = nil) -> InfrastructureFailure {
    InfrastructureFailure(subject: port.name, reason: reason, remedy: remedy)
  }

  /// Whether a descriptor becomes ready, or is closed, in time.
  private func isReady(
    _ descriptor: Int32, for event: Int32, until deadline: ContinuousClock.Instant
  ) throws(InfrastructureFailure) -> Bool {
    while true {
      let left = deadline - .now
      guard left > .zero else { return false }
      var waiting = pollfd(fd: descriptor, events: Int16(event), revents: 0)
      let milliseconds = Int32(clamping: Int64(left / .milliseconds(1)) + 1)
      if poll(&waiting, 1, milliseconds) > 0 { return true }
    }
  }

  private func text(_ duration: Duration) -> String {
    duration < .seconds(1)
      ? "\(Int(duration / .milliseconds(1))) ms" : "\(duration.components.seconds) s"
  }
}

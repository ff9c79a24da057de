import Foundation
import Graph
import Kernels

@testable import Harness

/// A pseudo-terminal with a board at its far end, played by a thread of this process.
final class PseudoBoard: @unchecked Sendable {
  /// What goes wrong with the board.
  enum Fault: Sendable {
    case none
    case silent
    /// Sends what is no frame, for ever.
    case babbling
    /// Speaks a version of the protocol to come.
    case newerProtocol
    /// Has another model than the host.
    case otherModel
    /// Is unplugged, starts anew or sends a damaged token after some tokens.
    case unplugged(after: Int)
    case restarted(after: Int)
    case damaged(after: Int)
    /// First has to be woken from the middle of a frame, whose rest another host never sent.
    case interrupted
    /// Is still sending another host's answers.
    case busy
  }

  /// The line's path.
  let path: String
  private let near: Int32
  private let fault: Fault
  private let job: LadderJob
  private let answer: LadderRun
  private let ended = DispatchSemaphore(value: 0)
  private let stop = NSLock()
  private var isStopped = false

  /// A board that has the job's model, and answers as this machine would.
  init(_ fault: Fault, job: LadderJob) throws {
    var (near, far): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 128)
    guard openpty(&near, &far, &name, nil, nil) == 0 else {
      throw InfrastructureFailure(subject: "pseudo-terminal", reason: "can't be opened")
    }
    close(far)
    self.near = near
    path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    _ = fcntl(near, F_SETFL, O_NONBLOCK)
    self.fault = fault
    self.job = job
    answer = try NativeTarget().run(job)
    Thread { self.play() }.start()
  }

  /// Waits for the board's thread to end.
  func end() {
    stop.withLock { isStopped = true }
    ended.wait()
  }

  private var goesOn: Bool { stop.withLock { !isStopped } }

  private func play() {
    defer {
      close(near)
      ended.signal()
    }
    var reader = WireReader()
    var buffer = [UInt8](repeating: 0, count: 4096)
    // The rest of a frame: its bytes are not searched for others.
    var missing = if case .interrupted = fault { WireFrame.longestPayload } else { 0 }
    if case .busy = fault { for index in 0..<3 { send(token(index)) } }
    while goesOn {
      if case .babbling = fault { send([0xa5, 0x53, 0, 7, 7]) }
      var waiting = pollfd(fd: near, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 10) > 0, waiting.revents & Int16(POLLIN) != 0 else {
        usleep(2000)
        continue
      }
      let count = read(near, &buffer, buffer.count)
      guard count > 0 else { continue }
      let swallowed = min(missing, count)
      missing -= swallowed
      reader.add(buffer[swallowed..<count])
      while let message = reader.next() { if !respond(to: message) { return } }
    }
  }

  /// Answers a frame; false if the board is gone then.
  private func respond(to message: WireMessage) -> Bool {
    switch (fault, WireKind(rawValue: message.kind)) {
    case (.silent, _), (.babbling, _): break
    case (_, .hello): send(ready(number: message.words[0]))
    case (_, .job): return doJob()
    default: send(WireMessage(.problem, words: [WireProblem.malformedJob.rawValue]))
    }
    return true
  }

  private func doJob() -> Bool {
    let memory = answer.memory
    send(
      WireMessage(
        .memory, words: [memory.state, memory.scratch, memory.constants].map(UInt32.init)))
    for index in answer.tokens.indices {
      switch fault {
      case .unplugged(index): return false
      case .restarted(index): send(ready(number: 0))
      case .damaged(index):
        var message = token(index)
        message.payload[60] ^= 1
        send(message)
      default: send(token(index))
      }
    }
    send(WireMessage(.done, words: [UInt32(answer.tokens.count)]))
    return true
  }

  private func ready(number: UInt32) -> WireMessage {
    var version = WireFrame.version
    if case .newerProtocol = fault { version += 1 }
    var checksum = EditedImage(job.image)[MambaField.checksum]
    if case .otherModel = fault { checksum ^= 1 }
    return WireMessage(
      .ready,
      words: [
        version, 100_000, 15, WireUnit.cycles.rawValue, UInt32(job.image.count), checksum, number,
      ])
  }

  private func token(_ index: Int) -> WireMessage {
    let token = answer.tokens[index]
    let logits = token.logits.map(\.bitPattern)
    var digest = WireChecksum()
    for word in logits { for byte in WireMessage.bytes(of: word) { digest.add(byte) } }
    let sections = (0..<8).map { UInt32(1000 * $0) }
    return WireMessage(
      .token, words: [UInt32(index), 0, digest.value, UInt32(token.npuCalls)] + sections + logits)
  }

  private func send(_ message: WireMessage) { send(message.bytes) }

  private func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty, goesOn {
      let count = rest.withUnsafeBytes { write(near, $0.baseAddress, $0.count) }
      rest = rest.dropFirst(max(count, 0))
      if count <= 0 { usleep(1000) }
    }
  }
}

extension WireMessage {
  fileprivate init(_ kind: WireKind, words: [UInt32]) {
    self.init(kind, words.flatMap(Self.bytes(of:)))
  }
}

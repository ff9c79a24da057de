import Graph
import Kernels

/// What host and board say to each other, from the greeting on.
struct BoardConversation {
  private let line: BoardLine
  let greeting: BoardGreeting

  /// A conversation with a board that was just started: it greets by itself.
  init(started line: BoardLine) throws(InfrastructureFailure) {
    let message = try line.receive()
    guard message.kind == WireKind.ready.rawValue else {
      throw Self.unexpected(message, expected: .ready, line)
    }
    try self.init(line, message)
  }

  /// A conversation with a board that may have been running for long, and may be in the middle of what
  /// another host wanted.
  init(greeting line: BoardLine) throws(InfrastructureFailure) {
    let number = UInt32.random(in: 1 ... .max)
    let hello = WireMessage(.hello, WireMessage.bytes(of: number))
    try line.send(hello)
    var answer = try Self.ready(line, number)
    if answer == nil {
      // The rest of a frame that never came whole; no frame is longer.
      let longest = WireFrame.headerBytes + WireFrame.longestPayload + WireFrame.trailerBytes
      try line.send([UInt8](repeating: 0, count: longest))
      try line.send(hello)
      answer = try Self.ready(line, number)
    }
    guard let answer else {
      var silence = line.silence
      silence.remedy =
        "Is it the right line, and does the board run the firmware of Firmware/zephyr?"
      throw silence
    }
    try self.init(line, answer)
  }

  private init(_ line: BoardLine, _ ready: WireMessage) throws(InfrastructureFailure) {
    self.line = line
    let version = ready.words.first ?? 0
    guard version == WireFrame.version, let greeting = BoardGreeting(ready.words) else {
      throw line.failure(
        "its firmware speaks version \(version) of the protocol, not \(WireFrame.version)",
        remedy: "Build the firmware anew.")
    }
    self.greeting = greeting
  }

  /// The board's answer to a greeting; whatever was under way is skipped. Nil if there is none.
  private static func ready(
    _ line: BoardLine, _ number: UInt32
  ) throws(InfrastructureFailure) -> WireMessage? {
    // Longer than any token takes, so that a board that is still at work is heard out.
    while let message = try line.receive(within: line.patience) {
      if message.kind == WireKind.ready.rawValue, message.words.last == number { return message }
    }
    return nil
  }

  /// Sends the job, collects the answers.
  func run(_ job: LadderJob) throws(InfrastructureFailure) -> LadderRun {
    try check(job)
    let count = UInt16(job.tokens.count)
    let header = [
      UInt8(job.rung.rawValue), 1, UInt8(truncatingIfNeeded: count), UInt8(count >> 8),
    ]
    try line.send(WireMessage(.job, header + job.tokens))
    let memory = try expect(.memory, words: 3).map(Int.init)
    var tokens: [LadderToken] = []
    for index in job.tokens.indices {
      let words = try expect(.token, words: 12)
      let logits = words[12...].map(Float.init(bitPattern:))
      guard words[0] == index, words[2] == Self.digest(of: words[12...]) else {
        throw line.failure("its answer to token \(index) is damaged")
      }
      // The last section is the NPU's stand-in.
      let counts = words[4..<11].map(Int.init)
      tokens.append(
        LadderToken(
          logits: logits, npuCalls: Int(words[3]),
          instructions: LadderInstructions(counts: counts)))
    }
    _ = try expect(.done, words: 1)
    return LadderRun(
      tokens: tokens,
      memory: MambaMemory(state: memory[0], scratch: memory[1], constants: memory[2]),
      unit: greeting.unit)
  }

  /// The job must fit a frame, and be for the model that the board has.
  private func check(_ job: LadderJob) throws(InfrastructureFailure) {
    guard job.tokens.count + 4 <= WireFrame.longestPayload else {
      throw line.failure("a job of \(job.tokens.count) tokens is too long")
    }
    guard greeting.image == BoardImage(job.image) else {
      throw line.failure(
        "it has another model than the one to be run",
        remedy: "Build its firmware with what assay device image writes.")
    }
  }

  /// Sends a frame.
  func send(_ message: WireMessage) throws(InfrastructureFailure) { try line.send(message) }

  /// The words of the next frame of a kind; nil for the frame that ends such frames.
  func next(
    _ kind: WireKind, words count: Int, orEnd end: WireKind
  ) throws(InfrastructureFailure) -> [UInt32]? {
    let message = try line.receive()
    if message.kind == end.rawValue { return nil }
    return try words(of: message, kind, count)
  }

  /// The words of the next frame, which must be of this kind.
  private func expect(
    _ kind: WireKind, words count: Int
  ) throws(InfrastructureFailure) -> [UInt32] {
    try words(of: line.receive(), kind, count)
  }

  private func words(
    of message: WireMessage, _ kind: WireKind, _ count: Int
  ) throws(InfrastructureFailure) -> [UInt32] {
    let words = message.words
    if message.kind == WireKind.problem.rawValue, let code = words.first {
      let problem = WireProblem(rawValue: code).map { "\($0)" } ?? "number \(code)"
      throw line.failure("the board refuses the job: \(problem)")
    }
    guard message.kind == kind.rawValue, words.count >= count else {
      throw Self.unexpected(message, expected: kind, line)
    }
    return words
  }

  private static func unexpected(
    _ message: WireMessage, expected kind: WireKind, _ line: BoardLine
  ) -> InfrastructureFailure {
    message.kind == WireKind.ready.rawValue
      ? line.failure("the board has started anew in the middle of a job")
      : line.failure(
        "the board sent a frame of kind \(message.kind) where \(kind) was expected")
  }

  private static func digest(of words: ArraySlice<UInt32>) -> UInt32 {
    var checksum = WireChecksum()
    for word in words { for byte in WireMessage.bytes(of: word) { checksum.add(byte) } }
    return checksum.value
  }
}

import Graph
import Kernels

/// One job over a board's serial line, from the greeting to the last token.
struct BoardConversation {
  private let board: EmulatorProcess

  /// A conversation with a board that was just started.
  init(_ board: EmulatorProcess) { self.board = board }

  /// Waits for the greeting, sends the job, collects the answers.
  func run(_ job: LadderJob) throws(InfrastructureFailure) -> LadderRun {
    try greet()
    guard job.tokens.count + 4 <= WireFrame.longestPayload else {
      throw EmulatorProcess.failure("a job of \(job.tokens.count) tokens is too long")
    }
    let count = UInt16(job.tokens.count)
    let header = [
      UInt8(job.rung.rawValue), 1, UInt8(truncatingIfNeeded: count), UInt8(count >> 8),
    ]
    try board.send(WireMessage(.job, header + job.tokens))
    let memory = try expect(.memory, words: 3).map(Int.init)
    var tokens: [LadderToken] = []
    for index in job.tokens.indices {
      let words = try expect(.token, words: 12)
      let logits = words[12...].map(Float.init(bitPattern:))
      guard words[0] == index, words[2] == Self.digest(of: words[12...]) else {
        throw EmulatorProcess.failure("its answer to token \(index) is damaged")
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
      memory: MambaMemory(state: memory[0], scratch: memory[1], constants: memory[2]))
  }

  /// Waits for the board's greeting and checks its version.
  func greet() throws(InfrastructureFailure) {
    let greeting = try expect(.ready, words: 3)
    guard greeting[0] == WireFrame.version else {
      throw EmulatorProcess.failure(
        "its firmware speaks version \(greeting[0]) of the protocol, not \(WireFrame.version)")
    }
  }

  /// Sends a frame.
  func send(_ message: WireMessage) throws(InfrastructureFailure) { try board.send(message) }

  /// The words of the next frame of a kind; nil for the frame that ends such frames.
  func next(
    _ kind: WireKind, words count: Int, orEnd end: WireKind
  ) throws(InfrastructureFailure) -> [UInt32]? {
    let message = try board.receive()
    if message.kind == end.rawValue { return nil }
    return try words(of: message, kind, count)
  }

  /// The words of the next frame, which must be of this kind.
  private func expect(
    _ kind: WireKind, words count: Int
  ) throws(InfrastructureFailure) -> [UInt32] {
    try words(of: board.receive(), kind, count)
  }

  private func words(
    of message: WireMessage, _ kind: WireKind, _ count: Int
  ) throws(InfrastructureFailure) -> [UInt32] {
    let words = message.words
    if message.kind == WireKind.problem.rawValue, let code = words.first {
      let problem = WireProblem(rawValue: code).map { "\($0)" } ?? "number \(code)"
      throw EmulatorProcess.failure("the board refuses the job: \(problem)")
    }
    guard message.kind == kind.rawValue, words.count >= count else {
      throw EmulatorProcess.failure(
        "the board sent a frame of kind \(message.kind) where \(kind) was expected")
    }
    return words
  }

  private static func digest(of words: ArraySlice<UInt32>) -> UInt32 {
    var checksum = WireChecksum()
    for word in words { for byte in WireMessage.bytes(of: word) { checksum.add(byte) } }
    return checksum.value
  }
}

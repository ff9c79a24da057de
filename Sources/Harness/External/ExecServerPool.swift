import Foundation
import Graph
import Synchronization

/// Programs that stay for many jobs, as many as there are jobs at a time.
final class ExecServerPool: ExecRunner {
  private let command: String
  private let limit: Int
  private let idle = Mutex<[ExecServer]>([])

  init(command: String, limit: Int) {
    self.command = command
    self.limit = limit
  }

  deinit {
    for server in idle.withLock({ $0 }) { server.end() }
  }

  func run(folder: String) throws(InfrastructureFailure) {
    let server: ExecServer
    if let free = idle.withLock({ $0.popLast() }) {
      server = free
    } else {
      server = try ExecServer(command: command)
    }
    do throws(InfrastructureFailure) {
      try server.run(folder: folder, limit: limit)
    } catch {
      server.end()
      throw error
    }
    idle.withLock { $0.append(server) }
  }
}

/// A program that does one job after the other. Used by one thread at a time.
final class ExecServer: Sendable {
  private let command: String
  private let identifier: Int32
  /// Its standard input.
  private let requests: FileHandle
  /// Its standard output.
  private let answers: FileHandle

  init(command: String) throws(InfrastructureFailure) {
    self.command = command
    let (input, output) = (Pipe(), Pipe())
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "exec " + command]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw InfrastructureFailure(subject: "serve:\(command)", reason: "can't be started: \(error)")
    }
    identifier = process.processIdentifier
    requests = input.fileHandleForWriting
    answers = output.fileHandleForReading
    // Writing to a program that is gone is an error, not the end of this process.
    _ = signal(SIGPIPE, SIG_IGN)
  }

  /// Hands over a folder and waits for the line that says it is done.
  func run(folder: String, limit: Int) throws(InfrastructureFailure) {
    do {
      try requests.write(contentsOf: Data((folder + "\n").utf8))
    } catch {
      throw failure("it takes no more jobs: it ended")
    }
    let line = try readLine(deadline: .now + .seconds(limit), limit: limit)
    guard line == "done" else { throw failure("it answered '\(line.prefix(80))', not 'done'") }
  }

  private func readLine(
    deadline: ContinuousClock.Instant, limit: Int
  ) throws(InfrastructureFailure) -> String {
    var bytes: [UInt8] = []
    while bytes.last != UInt8(ascii: "\n") {
      let rest = ContinuousClock.now.duration(to: deadline)
      let milliseconds =
        rest.components.seconds * 1000
        + rest.components.attoseconds / 1_000_000_000_000_000
      var descriptor = pollfd(
        fd: answers.fileDescriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&descriptor, 1, Int32(max(0, milliseconds)))
      if ready == 0 { throw failure("no answer within \(limit) s, it was ended", .hang) }
      if ready < 0 && errno == EINTR { continue }
      var byte: UInt8 = 0
      guard read(answers.fileDescriptor, &byte, 1) == 1 else {
        throw failure("it ended before it was done")
      }
      bytes.append(byte)
      guard bytes.count < 4096 else { throw failure("its answer is longer than a line") }
    }
    return String(decoding: bytes.dropLast(), as: UTF8.self)
  }

  /// Ends the program.
  func end() {
    try? requests.close()
    kill(identifier, SIGKILL)
  }

  private func failure(
    _ reason: String, _ ending: ProgramEnding? = nil
  ) -> InfrastructureFailure {
    InfrastructureFailure(subject: "serve:\(command)", reason: reason, ending: ending)
  }
}

import Foundation
import Graph
import Kernels

/// A running emulator and the serial line to its board.
final class EmulatorProcess {
  private let process = Process()
  private let toBoard = Pipe()
  private let fromBoard = Pipe()
  private let deadline: ContinuousClock.Instant
  private let limit: Duration
  private var reader = WireReader()

  /// Starts the emulator, with an image in the board's memory if there is one.
  ///
  /// - Throws: `InfrastructureFailure` where it can't be started.
  init(_ emulator: EmulatorTarget, image: URL?) throws(InfrastructureFailure) {
    limit = emulator.limit
    deadline = .now + emulator.limit
    process.executableURL = emulator.executable
    process.arguments = [
      "-M", "mps2-an505", "-cpu", "cortex-m33", "-icount", "shift=6", "-display", "none",
      "-monitor", "none", "-serial", "stdio", "-kernel", emulator.firmware.path,
    ]
    if let image {
      process.arguments? += [
        "-device", "loader,file=\(image.path),addr=0x38200000,force-raw=on",
      ]
    }
    process.standardInput = toBoard
    process.standardOutput = fromBoard
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw Self.failure("\(emulator.executable.path) can't be started: \(error)")
    }
  }

  deinit {
    guard process.isRunning else { return }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Sends a frame to the board.
  func send(_ message: WireMessage) throws(InfrastructureFailure) {
    do {
      try toBoard.fileHandleForWriting.write(contentsOf: Data(message.bytes))
    } catch {
      throw Self.failure("the emulator takes no input: \(error.localizedDescription)")
    }
  }

  /// The next frame from the board.
  ///
  /// - Throws: `InfrastructureFailure` where the emulator ends or the time is over.
  func receive() throws(InfrastructureFailure) -> WireMessage {
    let handle = fromBoard.fileHandleForReading.fileDescriptor
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      if let message = reader.next() { return message }
      let left = deadline - .now
      guard left > .zero else {
        throw Self.failure("no answer within \(limit.components.seconds) s, the emulator was ended")
      }
      var waiting = pollfd(fd: handle, events: Int16(POLLIN), revents: 0)
      let milliseconds = Int32(clamping: left.components.seconds * 1000 + 1)
      guard poll(&waiting, 1, milliseconds) > 0 else { continue }
      let count = read(handle, &bytes, bytes.count)
      guard count > 0 else {
        process.waitUntilExit()
        throw Self.failure("the emulator ended with status \(process.terminationStatus)")
      }
      reader.add(bytes[..<count])
    }
  }

  static func failure(_ reason: String) -> InfrastructureFailure {
    InfrastructureFailure(subject: "emulator", reason: reason)
  }
}

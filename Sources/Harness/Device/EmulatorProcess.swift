import Foundation
import Graph
import Kernels

/// A running emulator and the serial line to its board.
final class EmulatorProcess: BoardPort {
  let name = "emulator"
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  /// Starts the emulator, with an image in the board's memory if there is one.
  ///
  /// - Throws: `InfrastructureFailure` where it can't be started.
  init(_ emulator: EmulatorTarget, image: URL?) throws(InfrastructureFailure) {
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
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw InfrastructureFailure(
        subject: name, reason: "\(emulator.executable.path) can't be started: \(error)")
    }
  }

  deinit {
    guard process.isRunning else { return }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  var fromBoard: Int32 { output.fileHandleForReading.fileDescriptor }
  var toBoard: Int32 { input.fileHandleForWriting.fileDescriptor }

  func ending() -> String {
    process.waitUntilExit()
    return "the emulator ended with status \(process.terminationStatus)"
  }
}

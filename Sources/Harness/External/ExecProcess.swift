import Foundation
import Graph

/// Starts a program for each job: `COMMAND FOLDER`.
struct ExecProcess: ExecRunner {
  let command: String
  let limit: Int

  func run(folder: String) throws(InfrastructureFailure) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command + " \"$1\"", "sh", folder]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do {
      try process.run()
    } catch {
      throw failure("can't be started: \(error)")
    }
    if ended.wait(timeout: .now() + .seconds(limit)) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      throw failure("no answer within \(limit) s, it was ended")
    }
    guard process.terminationReason == .exit else {
      throw failure("it was ended by signal \(process.terminationStatus)")
    }
    guard process.terminationStatus == 0 else {
      throw failure("it ended with status \(process.terminationStatus)")
    }
  }

  private func failure(_ reason: String) -> InfrastructureFailure {
    InfrastructureFailure(subject: "exec:\(command)", reason: reason)
  }
}

import Foundation
public import Graph

/// A program that runs to its end in a process of its own: a crash or a hang of it stays there.
///
/// It is given nothing to read, and what it prints is lost: its results are files.
public struct ContainedProgram: Sendable {
  /// What errors name as failing, such as `axon-sdk`.
  public var subject: String
  /// What errors call the program: `the worker`.
  public var noun: String
  /// The path of the executable.
  public var executable: String
  public var arguments: [String]
  /// The folder that it works in; this process's own if nil.
  public var folder: String?
  /// Seconds after which it is ended.
  public var limit: Int

  /// A program with its arguments.
  public init(
    subject: String, noun: String, executable: String, arguments: [String], folder: String? = nil,
    limit: Int
  ) {
    self.subject = subject
    self.noun = noun
    self.executable = executable
    self.arguments = arguments
    self.folder = folder
    self.limit = limit
  }

  /// Runs the program and waits for it.
  ///
  /// - Throws: `InfrastructureFailure` where it can't be started, takes longer than the limit, or ends by
  ///   a signal or with a status other than 0.
  public func run() throws(InfrastructureFailure) {
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do {
      try process.run()
    } catch {
      throw failure("\(noun) \(executable) can't be started: \(error)")
    }
    if ended.wait(timeout: .now() + .seconds(limit)) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      throw failure("no answer within \(limit) s, \(noun) was ended", .hang)
    }
    guard process.terminationReason == .exit else {
      throw failure(
        "\(noun) was ended by signal \(process.terminationStatus)",
        .signal(process.terminationStatus))
    }
    guard process.terminationStatus == 0 else {
      throw failure(
        "\(noun) ended with status \(process.terminationStatus)",
        .status(process.terminationStatus))
    }
  }

  private func failure(
    _ reason: String, _ ending: ProgramEnding? = nil
  ) -> InfrastructureFailure {
    InfrastructureFailure(subject: subject, reason: reason, ending: ending)
  }
}

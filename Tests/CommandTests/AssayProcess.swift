import Foundation
import Graph
import TestSupport

/// Runs the executable that was built beside these tests, in a folder of its own.
final class AssayProcess {
  /// What a finished process left.
  struct Result {
    let status: Int32
    let output: String
    let errors: String

    /// The last line of standard output.
    var lastLine: String {
      output.split(separator: "\n").last.map(String.init) ?? ""
    }
  }

  /// The current folder of the process; results go to `results/runs` in it.
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "assay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The executable, found beside the test bundle.
  static let executable = BuiltProduct.assay

  /// This process's environment, without the shard that a CI may have given to it.
  private static let environment = ProcessInfo.processInfo.environment.filter { name, _ in
    !["TEST_", "CI_NODE_", "SLURM_"].contains { name.hasPrefix($0) }
  }

  /// A path in the process's folder.
  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// Starts the process; what it prints goes to files, so that no pipe can fill up, or to `output`.
  func start(
    _ arguments: [String], of program: URL = executable, environment: [String: String] = [:],
    output: FileHandle? = nil
  ) throws -> Process {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = Self.environment.merging(environment) { $1 }
    for name in ["stdout", "stderr"] { try FileContents.write([], to: path(name)) }
    process.standardOutput =
      try output ?? FileHandle(forWritingTo: folder.appending(path: "stdout"))
    process.standardError = try FileHandle(forWritingTo: folder.appending(path: "stderr"))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Waits for a process that ``start(_:environment:output:)`` began; ends it after a minute.
  func finish(_ process: Process) throws -> Result {
    let deadline = ContinuousClock.now + .seconds(60)
    while process.isRunning, ContinuousClock.now < deadline { Thread.sleep(forTimeInterval: 0.003) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    let text = { (name: String) in
      String(decoding: try Data(contentsOf: self.folder.appending(path: name)), as: UTF8.self)
    }
    return Result(
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      output: try text("stdout"), errors: try text("stderr"))
  }

  /// Runs to the end.
  func run(_ arguments: String...) throws -> Result { try finish(start(arguments)) }
  /// Runs to the end.
  func run(_ arguments: [String]) throws -> Result { try finish(start(arguments)) }

  /// A file of an exported model.
  static func model(_ name: String, _ file: String = "model.tosa") -> String {
    Repository.path(of: name, file)
  }
}

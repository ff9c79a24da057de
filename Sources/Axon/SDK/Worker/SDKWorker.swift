public import Foundation
public import Graph

/// The parent's side: runs networks in Nordic's simulator, each in a process of its own.
///
/// The library is not thread-safe, can crash and can hang, so a process does one job and ends. Any
/// number of threads may run jobs at a time.
///
/// ```swift
/// let outcome = try SDKWorker(location).run(network, inputs: [input])
/// ```
public struct SDKWorker: Sendable {
  /// The library that the process loads.
  public let location: SDKLocation
  /// The program that is started, and what comes before the job's file on its command line.
  public var executable: URL
  public var arguments: [String]
  /// Seconds after which a job is ended.
  public var limit: Int
  /// Where the folders of jobs are made.
  public var scratch: URL

  /// The command of ``executable`` that does a job.
  public static let command = "axon-worker"

  /// A worker that starts `executable`, this program if nil.
  public init(_ location: SDKLocation, executable: URL? = nil, limit: Int = 120) {
    self.location = location
    self.executable =
      executable ?? Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    arguments = [Self.command]
    self.limit = limit
    scratch = FileManager.default.temporaryDirectory
  }

  /// Compiles a network and runs it on each of `inputs`, consecutive inferences of one simulator.
  ///
  /// - Throws: `unsupported` where the intermediate file can't hold the network; `infrastructure`
  ///   where the worker crashes, hangs or answers nonsense.
  public func run(_ network: AxonNetwork, inputs: [[Int8]]) throws(EngineError) -> SDKOutcome {
    let file: IntermediateFile
    do throws(InvalidInput) {
      file = try IntermediateFile(network, name: "assay")
    } catch {
      throw .unsupported(
        Unsupported(
          engine: AxonSDKEngine.name, subject: error.location.element ?? "network",
          reason: error.message))
    }
    do {
      let folder = try ScratchFolder(in: scratch)
      try write(file, inputs, to: folder)
      try execute(in: folder)
      return try outcome(in: folder, of: network, rows: inputs.count)
    } catch let failure as InfrastructureFailure {
      throw .infrastructure(failure)
    } catch {
      throw .infrastructure(Self.failure("a file of the job: \(error.localizedDescription)"))
    }
  }

  private func write(
    _ file: IntermediateFile, _ inputs: [[Int8]], to folder: borrowing ScratchFolder
  ) throws {
    try Data(file.bytes).write(to: folder.place(of: .network))
    try Data(ValueTable.text(inputs).utf8).write(to: folder.place(of: .inputs))
    // The worker's own alarm is for the case that this process is gone.
    let job = SDKJob(library: location.library, seconds: limit + 5)
    try JSONEncoder().encode(job).write(to: folder.place(of: .job))
  }

  /// Runs the process to its end, or to the limit.
  private func execute(in folder: borrowing ScratchFolder) throws {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments + [folder.place(of: .job).path]
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    // The library prints a lot.
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do {
      try process.run()
    } catch {
      throw Self.failure("the worker \(executable.path) can't be started: \(error)")
    }
    if ended.wait(timeout: .now() + .seconds(limit)) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      throw Self.failure("no answer within \(limit) s, the worker was ended")
    }
    guard process.terminationReason == .exit else {
      throw Self.failure("the worker was ended by signal \(process.terminationStatus)")
    }
    guard process.terminationStatus == 0 else {
      throw Self.failure("the worker ended with status \(process.terminationStatus)")
    }
  }

  private func outcome(
    in folder: borrowing ScratchFolder, of network: AxonNetwork, rows count: Int
  ) throws -> SDKOutcome {
    guard let bytes = try? Data(contentsOf: folder.place(of: .answer)),
      let answer = try? JSONDecoder().decode(SDKAnswer.self, from: bytes)
    else { throw Self.failure("the worker left no answer that can be read") }
    if let problem = answer.problem { throw Self.failure(problem) }
    guard answer.code == 0 else { return .rejected(SDKResultCode(answer.code)) }
    guard let dims = network.layers.last?.output, answer.figures.count == 5,
      answer.figures.allSatisfy({ $0 >= 0 })
    else { throw Self.failure("the worker's answer is incomplete") }
    guard let text = try? Data(contentsOf: folder.place(of: .outputs)),
      let rows = ValueTable.rows(of: Array(text))
    else { throw Self.failure("the simulator left no outputs that can be read") }
    guard rows.count == count, rows.allSatisfy({ $0.count == dims.count }) else {
      throw Self.failure(
        "the simulator gave \(rows.count) rows of \(rows.map(\.count).max() ?? 0) values, "
          + "\(count) of \(dims.count) were expected")
    }
    guard rows.allSatisfy({ $0.allSatisfy(dims.range.contains) }) else {
      throw Self.failure("the simulator gave values that \(dims) can't hold")
    }
    return .completed(
      SDKResult(
        outputs: rows, constantBytes: answer.figures[0], interlayerBytes: answer.figures[1],
        partialSumBytes: answer.figures[2],
        // On the hosts where the library runs a word is 8 bytes.
        commandWords: answer.figures[3] / 8, ticks: answer.figures[4]))
  }

  private static func failure(_ reason: String) -> InfrastructureFailure {
    InfrastructureFailure(subject: AxonSDKEngine.name, reason: reason)
  }
}

public import Foundation
public import Graph
import Workers

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
  /// Where the folders of jobs are made; that of temporary files if nil.
  public var scratch: String?

  /// The command of ``executable`` that does a job.
  public static let command = "axon-worker"

  /// A worker that starts `executable`, this program if nil.
  public init(_ location: SDKLocation, executable: URL? = nil, limit: Int = 120) {
    self.location = location
    self.executable =
      executable ?? Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    arguments = [Self.command]
    self.limit = limit
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
      let folder = try ScratchFolder("assay-axon-sdk", in: scratch)
      try write(file, inputs, to: folder)
      try ContainedProgram(
        subject: AxonSDKEngine.name, noun: "the worker", executable: executable.path,
        arguments: arguments + [folder.path(of: .job)], folder: folder.path, limit: limit
      ).run()
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
    func put(_ bytes: [UInt8], _ place: SDKJob.File) throws(InfrastructureFailure) {
      try FileContents.write(bytes, to: folder.path(of: place), isDurable: false)
    }
    try put(file.bytes, .network)
    try put(Array(ValueTable.text(inputs).utf8), .inputs)
    // The worker's own alarm is for the case that this process is gone.
    let job = SDKJob(library: location.library, seconds: limit + 5)
    try put(Array(try JSONEncoder().encode(job)), .job)
  }

  private func outcome(
    in folder: borrowing ScratchFolder, of network: AxonNetwork, rows count: Int
  ) throws -> SDKOutcome {
    guard let bytes = try? FileContents.read(folder.path(of: .answer)),
      let answer = try? JSONDecoder().decode(SDKAnswer.self, from: Data(bytes))
    else { throw Self.failure("the worker left no answer that can be read") }
    if let problem = answer.problem { throw Self.failure(problem) }
    guard answer.code == 0 else { return .rejected(SDKResultCode(answer.code)) }
    guard let dims = network.layers.last?.output, answer.figures.count == 5,
      answer.figures.allSatisfy({ $0 >= 0 })
    else { throw Self.failure("the worker's answer is incomplete") }
    guard let text = try? FileContents.read(folder.path(of: .outputs)),
      let rows = ValueTable.rows(of: text)
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

extension ScratchFolder {
  /// The path of a job's file.
  fileprivate borrowing func path(of file: SDKJob.File) -> String { path(of: file.rawValue) }
}

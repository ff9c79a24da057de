public import Graph

/// Engine `exec:COMMAND`: any program that reads a folder and leaves outputs in it.
///
/// The folder holds ``ExecJob``'s `job.json`, `graph.tosa` and the inputs as `.npy`; the program leaves the
/// outputs as `.npy` and `outputs.json` (``ExecAnswer``). `exec:` starts `COMMAND FOLDER` for each job.
/// `serve:COMMAND` starts it once: it gets a folder a line on standard input and answers each with the line
/// `done` on standard output. A program that crashes, hangs or answers nonsense is an infrastructure
/// outcome; the next job starts a new one.
public struct ExecEngine: Engine {
  public let name: String
  /// Seconds after which a job is ended.
  public let limit: Int
  private let runner: any ExecRunner

  /// An engine by its name on the command line; nil if that is not `exec:` or `serve:` and a command.
  public init?(named name: String, limit: Int = 60) {
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, !parts[1].allSatisfy({ $0 == " " }) else { return nil }
    switch parts[0] {
    case "exec": runner = ExecProcess(command: parts[1], limit: limit)
    case "serve": runner = ExecServerPool(command: parts[1], limit: limit)
    default: return nil
    }
    self.name = name
    self.limit = limit
  }

  /// Only the program knows; it says so when it runs.
  public func unsupported(in graph: ValidatedGraph) -> [Unsupported] { [] }

  public func prepare(_ graph: ValidatedGraph) throws(EngineError) -> any Plan {
    let bytes: [UInt8]
    do {
      bytes = try graph.graph.tosaBytes()
    } catch {
      throw .invalid(error)
    }
    return plan(of: bytes, inputs: graph.inputs, outputs: graph.outputs)
  }

  /// The plan of a graph that may be anything.
  func plan(of graph: [UInt8], inputs: [Port], outputs: [Port]) -> any Plan {
    ExecPlan(engine: name, runner: runner, graph: graph, inputs: inputs, outputs: outputs)
  }
}

/// Does the job in a folder, one way or another.
protocol ExecRunner: Sendable {
  /// Returns once the program has done the job.
  /// - Throws: if it can't be started, crashes, or is not done in time.
  func run(folder: String) throws(InfrastructureFailure)
}

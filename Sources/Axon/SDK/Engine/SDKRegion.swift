import Graph

/// A region in Nordic's simulator: one job for each output that others need, since a job gives one.
///
/// A job begins with variables as they are at first, so that a region with variables repeats, for each run,
/// all runs of its session.
final class SDKRegion: RegionRunner {
  private let part: SDKPart
  private let worker: SDKWorker
  private let program: AxonProgram
  /// Holds what goes in and what comes out; nothing is computed in it.
  private let memory: AxonMemory
  private let keepsState: Bool
  /// For each job, the inputs of the runs so far that matter to the next one.
  private var history: [[[Int8]]]

  init(_ part: SDKPart, program: AxonProgram, worker: SDKWorker) {
    self.part = part
    self.worker = worker
    self.program = program
    memory = AxonMemory(for: program)
    keepsState = program.network.layers.contains { $0.operation == .persistentVariable }
    history = part.jobs.map { _ in [] }
  }

  func external(_ index: Int) -> UnsafeMutableRawPointer { memory.external(index) }

  func output(ofLayer index: Int) -> UnsafeRawPointer? {
    part.jobs.contains { $0.layer == index } ? memory.output(ofLayer: index) : nil
  }

  func run() throws(EngineError) {
    for (index, job) in part.jobs.enumerated() {
      let inputs = job.network.sources.map { source in
        let count = program.network.externals[source].dims.count
        return (0..<count).map { memory.external(source).load(fromByteOffset: $0, as: Int8.self) }
      }
      let runs = history[index] + [job.network.joined(inputs)]
      if keepsState { history[index] = runs }
      switch try worker.run(job.network.network, inputs: runs) {
      case .rejected(let code):
        throw .unsupported(
          Unsupported(
            engine: AxonSDKEngine.name, subject: part.subject,
            reason: "Nordic's compiler refuses it: \(code)"))
      case .completed(let result):
        memory.setOutput(
          ofLayer: job.layer, to: result.outputs[runs.count - 1].map { Int8(clamping: $0) })
      }
    }
  }
}

/// What engine `axon-sdk` decides about a region before it runs.
struct SDKPart: Sendable {
  /// An output, and the network that makes it.
  struct Job: Sendable {
    let layer: Int
    let network: OneInputNetwork
  }

  let jobs: [Job]
  /// The region in messages.
  let subject: String

  /// - Throws: `unsupported` where the intermediate file can't say the region.
  init(_ part: RegionPart, subject: String) throws(EngineError) {
    var jobs: [Job] = []
    for exit in part.exits where !jobs.contains(where: { $0.layer == exit.index }) {
      do throws(Rejection) {
        jobs.append(
          Job(
            layer: exit.index,
            network: try OneInputNetwork(part.program.network, output: exit.index)))
      } catch {
        throw .unsupported(
          Unsupported(engine: AxonSDKEngine.name, subject: subject, reason: error.reason))
      }
    }
    self.jobs = jobs
    self.subject = subject
  }
}

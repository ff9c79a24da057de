import Graph

/// A graph split as engine `axon` splits it, its regions ready for Nordic's compiler.
struct AxonSDKPlan: Plan {
  private let plan: AxonPlan
  private let worker: SDKWorker
  /// One for each region, in the order of the plan's steps.
  private let parts: [SDKPart]

  init(_ plan: AxonPlan, worker: SDKWorker) throws(EngineError) {
    self.plan = plan
    self.worker = worker
    var parts: [SDKPart] = []
    for case .region(let part) in plan.steps {
      parts.append(try SDKPart(part, subject: "region \(parts.count)"))
    }
    self.parts = parts
  }

  var inputs: [Port] { plan.inputs }
  var outputs: [Port] { plan.outputs }

  /// Runs every region `count` times in a row, each in one job, on random inputs.
  func simulate(count: Int) throws(EngineError) {
    var random = SplitMix64(seed: 1)
    for job in parts.flatMap(\.jobs) {
      let inputs = (0..<count).map { _ in job.network.randomInput(&random) }
      guard case .completed = try worker.run(job.network.network, inputs: inputs) else {
        throw .unsupported(
          Unsupported(
            engine: AxonSDKEngine.name, subject: "a region", reason: "the compiler refuses it"))
      }
    }
  }

  func makeSession() throws(EngineError) -> any Session {
    var remaining = parts[...]
    return try AxonSession(plan) { part throws(EngineError) in
      guard let next = remaining.popFirst() else {
        throw .internalFault(InternalFault("there are more regions than were prepared"))
      }
      return SDKRegion(next, program: part.program, worker: worker)
    }
  }
}

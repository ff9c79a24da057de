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

public import Graph

extension ProgramPlan {
  /// What can't be run of a program: calls of operators that have no kernel here, and what `engine`
  /// says of each delegate.
  ///
  /// Empty does not promise a plan: whether a kernel takes the types and shapes of a call is found
  /// when the plan is made.
  /// - Throws: `invalid` if there is no such method or a delegate's graph is broken.
  public static func unsupported(
    in program: Program, engine: any Engine, method: String = "forward",
    limits: ResourceLimits = .standard
  ) throws(EngineError) -> [Unsupported] {
    let plan = try program.method(method)
    var result: [Unsupported] = []
    for (index, instruction) in plan.instructions.enumerated() {
      guard case .kernelCall(let op, _) = instruction, OperatorRegistry[plan.operators[op]] == nil
      else { continue }
      result.append(noKernel(plan.subject(ofInstruction: index)))
    }
    for index in plan.delegates.indices {
      do throws(EngineError) {
        let graph = try TOSADelegate.graph(of: plan, index: index, limits: limits)
        result += engine.unsupported(in: graph).map {
          Unsupported(
            engine: $0.engine, subject: "delegate \(index): \($0.subject)", reason: $0.reason)
        }
      } catch {
        guard case .unsupported(let what) = error else { throw error }
        result.append(what)
      }
    }
    return result
  }

  /// There is no kernel for the call at `subject`.
  static func noKernel(_ subject: String) -> Unsupported {
    Unsupported(engine: name, subject: subject, reason: "there is no kernel for the operator")
  }
}

extension Program {
  /// The plan of a method.
  /// - Throws: `invalid` if there is none, naming those that are there.
  func method(_ name: String) throws(EngineError) -> ExecutionPlan {
    if let plan = plan(named: name) { return plan }
    throw .invalid(
      InvalidInput(
        .graph, "no method '\(name)'",
        remedy: plans.isEmpty
          ? "Export the model again."
          : "Name one of: \(plans.map { Graph.word($0.name) }.joined(separator: ", ")).",
        at: InputLocation(element: "program")))
  }
}

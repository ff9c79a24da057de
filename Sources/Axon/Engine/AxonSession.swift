import Graph

/// One worker: the memory of every region, a session of every CPU part, the variables that stay on the
/// CPU, and the tensors that go from one to the other.
final class AxonSession: Session {
  private let plan: AxonPlan
  private var steps: [Step] = []
  /// Tensors that pass between parts, by their numbers; constants and inner tensors are not here.
  private var tensors: [Tensor?]
  private var variables: [String: Tensor]
  /// Constants that the graph hands out as they are.
  private let constants: [TensorID: Tensor]

  private enum Step {
    case region(RegionPart, any RegionRunner)
    case fused(FusedPart, any FusedRunner)
    case host(HostPart, any Session, [Tensor])
    case variable(VariableAccess)
  }

  /// - Parameter makeRunner: what runs a region.
  init(
    _ plan: AxonPlan,
    makeRunner: (RegionPart) throws(EngineError) -> any RegionRunner = {
      SimulatedRegion($0.program)
    }
  ) throws(EngineError) {
    self.plan = plan
    tensors = Array(repeating: nil, count: plan.block.tensors.count)
    variables = plan.initialValues
    var constants: [TensorID: Tensor] = [:]
    let entries = plan.steps.flatMap { step -> [TensorID] in
      if case .region(let part) = step { part.entries.map(\.tensor) } else { [] }
    }
    for id in plan.block.outputs + entries {
      if let producer = plan.producers[id.index],
        plan.block.operators[producer].operation.isConstant
      {
        constants[id] = plan.block[id].value
      }
    }
    self.constants = constants
    for step in plan.steps {
      switch step {
      case .region(let part):
        for exit in part.exits {
          tensors[exit.tensor.index] = Tensor(zeros: plan.block[exit.tensor].type)
        }
        steps.append(.region(part, try makeRunner(part)))
      case .fused(let part):
        for result in part.results {
          tensors[result.tensor.index] = Tensor(zeros: plan.block[result.tensor].type)
        }
        steps.append(.fused(part, part.makeRunner()))
      case .host(let part):
        steps.append(.host(part, try part.plan.makeSession(), part.plan.makeOutputs()))
      case .variable(let access): steps.append(.variable(access))
      }
    }
  }

  func run(
    _ inputs: [Tensor], into outputs: inout [Tensor], observer: TensorObserver?
  ) throws(EngineError) {
    try plan.check(inputs)
    for (id, tensor) in zip(plan.block.inputs, inputs) { tensors[id.index] = tensor }
    for index in steps.indices {
      switch steps[index] {
      case .region(let part, let runner):
        try run(part, on: runner, observer: observer)
      case .fused(let part, let runner):
        try run(part, on: runner, observer: observer)
      case .host(let part, let session, var results):
        // Out of the list while it runs, so that the tensors are written in place.
        steps[index] = .host(part, session, [])
        defer { steps[index] = .host(part, session, results) }
        for id in part.outputs { tensors[id.index] = nil }
        try run(part, session, into: &results, observer: observer)
      case .variable(let access):
        try run(access, observer: observer)
      }
    }
    for (position, id) in plan.block.outputs.enumerated() {
      outputs[position] = try value(of: id)
    }
  }

  private func run(
    _ part: RegionPart, on runner: any RegionRunner, observer: TensorObserver?
  ) throws(EngineError) {
    for entry in part.entries {
      entry.load(try value(of: entry.tensor), to: runner.external(entry.index))
    }
    try runner.run()
    for exit in part.exits {
      guard var tensor = tensors[exit.tensor.index],
        let output = runner.output(ofLayer: exit.index)
      else { continue }
      tensors[exit.tensor.index] = nil
      exit.store(output, into: &tensor)
      tensors[exit.tensor.index] = tensor
    }
    guard let observer else { return }
    for result in part.observable {
      guard let output = runner.output(ofLayer: result.index) else { continue }
      let info = plan.block[result.tensor]
      var tensor = Tensor(zeros: info.type)
      result.store(output, into: &tensor)
      observer(
        TensorObservation(
          name: info.name, operatorIndex: plan.producers[result.tensor.index] ?? 0,
          tensor: tensor))
    }
  }

  private func run(
    _ part: FusedPart, on runner: any FusedRunner, observer: TensorObserver?
  ) throws(EngineError) {
    for (index, operand) in part.operands.enumerated() {
      if case .tensor(let id, _) = operand { runner.load(try value(of: id), at: index) }
    }
    runner.run()
    for (index, result) in part.results.enumerated() {
      guard var tensor = tensors[result.tensor.index] else { continue }
      tensors[result.tensor.index] = nil
      runner.store(index, into: &tensor)
      tensors[result.tensor.index] = tensor
      observer?(
        TensorObservation(
          name: plan.block[result.tensor].name, operatorIndex: result.origin, tensor: tensor))
    }
  }

  private func run(
    _ part: HostPart, _ session: any Session, into results: inout [Tensor],
    observer: TensorObserver?
  ) throws(EngineError) {
    var operands: [Tensor] = []
    operands.reserveCapacity(part.inputs.count)
    for id in part.inputs { operands.append(try value(of: id)) }
    let translated = observer.map { observer in
      { (observation: TensorObservation) in
        var observation = observation
        observation.operatorIndex = part.origins[observation.operatorIndex]
        observer(observation)
      }
    }
    do {
      try session.run(operands, into: &results, observer: translated)
    } catch {
      throw part.renamed(error)
    }
    for (id, tensor) in zip(part.outputs, results) { tensors[id.index] = tensor }
  }

  private func run(_ access: VariableAccess, observer: TensorObserver?) throws(EngineError) {
    if access.isRead {
      guard let value = variables[access.variable] else {
        throw .unpredictable(
          Unpredictable(
            subject: access.subject, reason: "the variable is read before it is written"))
      }
      tensors[access.tensor.index] = value
    } else {
      variables[access.variable] = try value(of: access.tensor)
    }
    guard let observer, let value = variables[access.variable] else { return }
    observer(
      TensorObservation(
        name: access.isRead ? plan.block[access.tensor].name : access.observedName,
        operatorIndex: access.operatorIndex, tensor: value))
  }

  private func value(of id: TensorID) throws(EngineError) -> Tensor {
    guard let tensor = tensors[id.index] ?? constants[id] else {
      throw .internalFault(InternalFault("'\(plan.block[id].name)' is read before it is made"))
    }
    return tensor
  }
}

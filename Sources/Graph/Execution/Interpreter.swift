/// A plan that runs a graph operator by operator in one arena.
///
/// Engines differ in what they give for each operator, a ``Step``, and in how elements are stored.
public struct Interpreter<Storage: ElementStorage>: Plan {
  public let inputs: [Port]
  public let outputs: [Port]
  let storage: Storage
  let steps: [CompiledStep]
  let inputSlots: [TensorSlot]
  let outputSlots: [TensorSlot]
  let constants: ConstantPool
  let arenaBytes: Int
  /// What variables are when a session begins.
  let initialValues: [(variable: VariableSlot, value: Tensor)]

  struct CompiledStep: Sendable {
    let run: Step
    let index: Int
    let results: [(name: String, slot: TensorSlot)]
  }

  /// Lays out memory and makes a step of every operator that is not a constant.
  ///
  /// - Parameter compile: gives the kernel of one operator.
  /// - Throws: what `compile` throws, and `invalid` if the graph needs more memory than allowed.
  public init(
    _ graph: ValidatedGraph, storage: Storage, limits: ResourceLimits = .standard,
    compile: (inout OperatorSite) throws(EngineError) -> Step
  ) throws(EngineError) {
    let layout = ArenaLayout(graph, storage: storage)
    try limits.require(sessionBytes: layout.arenaBytes, beside: layout.constantBytes)
    let pool = ConstantPool(byteCount: layout.constantBytes)
    for (id, offset) in layout.constantOffsets {
      if let value = graph.constant(id) { storage.load(value, to: pool.base + offset) }
    }

    var steps: [CompiledStep] = []
    var workspaceBytes = 0
    for (index, op) in graph.main.operators.enumerated() where !op.operation.isConstant {
      var site = OperatorSite(
        index: index, op: op, inputs: op.inputs.map { layout.slots[$0.index] },
        outputs: op.outputs.map { layout.slots[$0.index] },
        constants: op.inputs.map { graph.constant($0) },
        variable: op.variable(in: graph.main)?.variableName.flatMap { layout.variables[$0] },
        subject: graph.subject(ofOperator: index), workspaceBase: layout.arenaBytes)
      let step = try compile(&site)
      workspaceBytes = max(workspaceBytes, site.workspaceBytes)
      // Declared when the session begins.
      if op.operation == .variable(.declare) { continue }
      let results = zip(op.outputs, site.outputs).map { (name: graph.main[$0].name, slot: $1) }
      steps.append(CompiledStep(run: step, index: index, results: results))
    }

    try limits.require(
      sessionBytes: layout.arenaBytes + workspaceBytes, beside: layout.constantBytes)

    self.storage = storage
    self.steps = steps
    self.constants = pool
    initialValues = graph.graph.variables.compactMap { info in
      guard let slot = info.variableName.flatMap({ layout.variables[$0] }) else { return nil }
      return info.value.map { (slot, $0) }
    }
    self.arenaBytes = layout.arenaBytes + workspaceBytes
    inputs = graph.inputs
    outputs = graph.outputs.map { Port(name: $0.name, type: storage.resultType($0.type)) }
    inputSlots = graph.main.inputs.map { layout.slots[$0.index] }
    outputSlots = graph.main.outputs.map { layout.slots[$0.index] }
  }

  /// Bytes that a session holds beside the shared constants.
  public var sessionBytes: Int { arenaBytes }

  public func makeSession() throws(EngineError) -> any Session { InterpreterSession(plan: self) }
}

extension ResourceLimits {
  /// - Throws: `invalid` if a session's memory and the constants are more than allowed.
  fileprivate func require(
    sessionBytes needed: Int, beside constants: Int
  ) throws(EngineError) {
    guard needed + constants <= sessionBytes else {
      throw .invalid(
        InvalidInput(
          .limit, "the graph needs \(needed) bytes of memory, \(sessionBytes) are allowed"))
    }
  }
}

final class InterpreterSession<Storage: ElementStorage>: Session {
  private let plan: Interpreter<Storage>
  private let arena: Arena

  init(plan: Interpreter<Storage>) {
    self.plan = plan
    arena = Arena(byteCount: plan.arenaBytes, constants: plan.constants)
    for (variable, value) in plan.initialValues {
      plan.storage.load(value, to: arena.memory + variable.value.offset)
      arena.noteValue(of: variable)
    }
  }

  func run(
    _ inputs: [Tensor], into outputs: inout [Tensor], observer: TensorObserver?
  ) throws(EngineError) {
    try plan.check(inputs)
    for (tensor, slot) in zip(inputs, plan.inputSlots) {
      plan.storage.load(tensor, to: arena.memory + slot.offset)
    }
    for step in plan.steps {
      try step.run(arena)
      guard let observer else { continue }
      for (name, slot) in step.results {
        var tensor = Tensor(zeros: plan.storage.resultType(slot.type))
        plan.storage.store(slot.dtype, from: arena.address(slot), into: &tensor)
        observer(TensorObservation(name: name, operatorIndex: step.index, tensor: tensor))
      }
    }
    for (index, slot) in plan.outputSlots.enumerated() {
      plan.storage.store(slot.dtype, from: arena.address(slot), into: &outputs[index])
    }
  }
}

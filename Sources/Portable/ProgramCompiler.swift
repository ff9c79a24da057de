import Graph

/// Makes the steps of a plan out of its instructions, one after the other.
struct ProgramCompiler {
  /// The delegates, made ready.
  let delegates: [any Plan]
  private let graphs: [ValidatedGraph]
  private let plan: ExecutionPlan
  private let limits: ResourceLimits
  private var site: KernelSite
  private var work = 0

  /// Prepares the delegates of `plan` on `engine`.
  init(
    _ plan: ExecutionPlan, engine: any Engine, limits: ResourceLimits
  ) throws(EngineError) {
    var graphs: [ValidatedGraph] = []
    var delegates: [any Plan] = []
    for index in plan.delegates.indices {
      let graph = try TOSADelegate.graph(of: plan, index: index, limits: limits)
      graphs.append(graph)
      delegates.append(try TOSADelegate.prepare(graph, index: index, engine: engine))
    }
    self.graphs = graphs
    self.delegates = delegates
    self.plan = plan
    self.limits = limits
    site = KernelSite(table: ValueTable(plan, limits: limits))
  }

  /// The tensors of a new session: constants, and zeros. Complete after the last instruction.
  var tensors: [Tensor] {
    site.table.slots.enumerated().map { site.table.constants[$0] ?? Tensor(zeros: $1) }
  }

  /// The slots that hold the same in every run. Complete after the last instruction.
  var constants: Set<Int> { Set(site.table.constants.keys) }

  /// The places of what the caller gives.
  mutating func inputs() throws(EngineError) -> [Operand] {
    var operands: [Operand] = []
    for (index, value) in plan.inputs.enumerated() {
      try requireTensor(value, "input \(index)")
      operands.append(try site.table.write(value, subject: "input \(index)"))
    }
    return operands
  }

  /// The steps of all instructions.
  mutating func steps() throws(EngineError) -> [ProgramStep] {
    var steps: [ProgramStep] = []
    for index in plan.instructions.indices {
      if let step = try step(index) { steps.append(step) }
    }
    return steps
  }

  /// The places of what the caller gets.
  mutating func outputs() throws(EngineError) -> [Operand] {
    var operands: [Operand] = []
    for (index, value) in plan.outputs.enumerated() {
      try requireTensor(value, "output \(index)")
      operands.append(try site.table.read(value, subject: "output \(index)"))
    }
    return operands
  }

  /// The step of one instruction; nil if nothing is left to do when the plan runs.
  private mutating func step(_ index: Int) throws(EngineError) -> ProgramStep? {
    let subject = plan.subject(ofInstruction: index)
    switch plan.instructions[index] {
    case .kernelCall(let op, let arguments):
      guard let kernel = OperatorRegistry[plan.operators[op]] else {
        throw .unsupported(ProgramPlan.noKernel(subject))
      }
      site.begin(subject, arguments: arguments)
      let run = try kernel.kernel(for: &site)
      try count(site.work ?? site.elements, subject)
      return .kernel(KernelCall(index, run, kernel.name, site, in: plan))
    case .delegateCall(let delegate, let arguments):
      return .delegate(
        try DelegateCall(
          delegate, delegates[delegate], declaredOutputs: graphs[delegate].outputs,
          arguments: arguments, subject: subject, table: &site.table))
    case .moveCall(let source, let target):
      try site.table.move(from: source, to: target, subject: subject)
      return nil
    case .freeCall: return nil
    case .jumpFalseCall:
      throw .unsupported(
        Unsupported(
          engine: ProgramPlan.name, subject: subject, reason: "programs with control flow"))
    }
  }

  /// Adds up what a run does.
  /// - Throws: `invalid` where it becomes more than is allowed.
  private mutating func count(_ work: Int, _ subject: String) throws(EngineError) {
    let (sum, overflow) = self.work.addingReportingOverflow(work)
    guard !overflow, sum <= limits.work else {
      throw .invalid(
        InvalidInput(
          .limit, "with this call a run takes more than \(limits.work) steps",
          remedy: "Use a smaller model.", at: InputLocation(element: subject)))
    }
    self.work = sum
  }

  private func requireTensor(_ value: Int, _ subject: String) throws(EngineError) {
    guard plan.values[value].tensor == nil else { return }
    throw .unsupported(
      Unsupported(engine: ProgramPlan.name, subject: subject, reason: "it is no tensor"))
  }
}

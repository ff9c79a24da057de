public import Graph

/// An ExecuTorch program made ready to run: delegates on an engine, the operators between them here.
///
/// ```swift
/// let program = try Program(pteFile: "model.pte")
/// let plan = try ProgramPlan(program, engine: engine)
/// let outputs = try plan.run(inputs)   // the model's own inputs and outputs, in its order
/// ```
///
/// Everything is decided here: delegates are prepared, kernels chosen, every tensor has its place. An
/// engine that computes in real values gives FP32 where a delegate declares integers, in units of the
/// integers; such tensors stay FP32 until a `dequantize_per_tensor` takes them, or are rounded where
/// another delegate does. A program's own integer output is then FP32 too, as ``outputs`` says.
public struct ProgramPlan: Plan {
  /// How errors name what runs between delegates.
  public static let name = "portable"

  public let inputs: [Port]
  public let outputs: [Port]

  let delegates: [any Plan]
  let steps: [ProgramStep]
  /// The tensors of a new session: constants, and zeros.
  let tensors: [Tensor]
  let inputSlots: [Int]
  let outputSlots: [Int]

  /// Makes one entry point of a program ready.
  ///
  /// - Parameters:
  ///   - engine: runs the delegates to TOSA.
  ///   - method: which entry point.
  /// - Throws: `unsupported`, naming the instruction or delegate, for what neither the engine nor
  ///   this module can run; `invalid` for a program that contradicts itself or is too large.
  public init(
    _ program: Program, engine: any Engine, method: String = "forward",
    limits: ResourceLimits = .standard
  ) throws(EngineError) {
    let plan = try program.method(method)
    var graphs: [ValidatedGraph] = []
    var delegates: [any Plan] = []
    for index in plan.delegates.indices {
      let graph = try TOSADelegate.graph(of: plan, index: index, limits: limits)
      graphs.append(graph)
      delegates.append(try TOSADelegate.prepare(graph, index: index, engine: engine))
    }

    for value in plan.inputs + plan.outputs where plan.values[value].tensor == nil {
      throw .unsupported(
        Unsupported(
          engine: Self.name, subject: "value \(value)",
          reason: "an input or output that is no tensor"))
    }
    var table = ValueTable(plan, limits: limits)
    var inputSlots: [Int] = []
    for (index, value) in plan.inputs.enumerated() {
      inputSlots.append(try table.write(value, subject: "input \(index)").slot)
    }
    var steps: [ProgramStep] = []
    for (index, instruction) in plan.instructions.enumerated() {
      let subject = plan.subject(ofInstruction: index)
      switch instruction {
      case .kernelCall(let op, let arguments):
        guard let kernel = OperatorRegistry[plan.operators[op]] else {
          throw .unsupported(Self.noKernel(subject))
        }
        var site = KernelSite(subject: subject, arguments: arguments, table: table)
        let run = try kernel.kernel(for: &site)
        table = site.table
        steps.append(.kernel(KernelCall(index, run, results: site.results, in: plan)))
      case .delegateCall(let delegate, let arguments):
        let call = try DelegateCall(
          delegate, delegates[delegate], declaredOutputs: graphs[delegate].outputs,
          arguments: arguments, subject: subject, table: &table)
        steps.append(.delegate(call))
      case .moveCall(let source, let target):
        try table.move(from: source, to: target, subject: subject)
      case .freeCall: break
      case .jumpFalseCall:
        throw .unsupported(
          Unsupported(engine: Self.name, subject: subject, reason: "programs with control flow"))
      }
    }

    var outputs: [Port] = []
    var outputSlots: [Int] = []
    let names = plan.portNames
    for (index, value) in plan.outputs.enumerated() {
      let operand = try table.read(value, subject: "output \(index)")
      outputs.append(
        Port(name: names.outputs[index], type: TensorType(operand.dtype, operand.shape)))
      outputSlots.append(operand.slot)
    }
    inputs = zip(names.inputs, inputSlots).map { Port(name: $0, type: table.slots[$1]) }
    self.outputs = outputs
    self.delegates = delegates
    self.steps = steps
    self.inputSlots = inputSlots
    self.outputSlots = outputSlots
    tensors = table.slots.enumerated().map { table.constants[$0] ?? Tensor(zeros: $1) }
  }

  public func makeSession() throws(EngineError) -> any Session { try ProgramSession(self) }
}

/// One step of a program made ready.
enum ProgramStep: Sendable {
  case kernel(KernelCall)
  case delegate(DelegateCall)
}

/// A kernel call made ready.
struct KernelCall: Sendable {
  /// The instruction.
  let index: Int
  /// What it does.
  let run: Kernel
  /// What it makes: how observers name each tensor, and where it is.
  let results: [(name: String, slot: Int)]

  /// The call at an instruction of `plan` that makes the values `results`.
  init(
    _ index: Int, _ run: @escaping Kernel, results: [(value: Int, slot: Int)],
    in plan: ExecutionPlan
  ) {
    self.index = index
    self.run = run
    self.results = results.map { (plan.nameOfValue($0.value), $0.slot) }
  }
}

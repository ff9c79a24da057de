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

  /// The delegates, made ready.
  public let delegates: [any Plan]
  /// Bytes of the memory that the program plans for its tensors.
  public let plannedBytes: Int
  /// Bytes of the constants that kernels read in a run, in the types that they have there.
  public let constantBytes: Int
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
  ///   - foldsConstants: whether calls that compute the same in every run are run here, once.
  /// - Throws: `unsupported`, naming the instruction or delegate, for what neither the engine nor
  ///   this module can run; `invalid` for a program that contradicts itself or is too large.
  public init(
    _ program: Program, engine: any Engine, method: String = "forward",
    foldsConstants: Bool = false, limits: ResourceLimits = .standard
  ) throws(EngineError) {
    let plan = try program.method(method)
    var compiler = try ProgramCompiler(plan, engine: engine, limits: limits)
    let given = try compiler.inputs()
    let compiled = try compiler.steps()
    let results = try compiler.outputs()

    let names = plan.portNames
    inputs = zip(names.inputs, given).map(Port.init)
    outputs = zip(names.outputs, results).map(Port.init)
    inputSlots = given.map(\.slot)
    outputSlots = results.map(\.slot)
    delegates = compiler.delegates
    let folding = try ConstantFolding(
      compiled, over: compiler.tensors, constants: compiler.constants, isOn: foldsConstants)
    steps = folding.steps
    tensors = folding.tensors
    constantBytes = folding.constantBytes
    plannedBytes = plan.memorySizes.reduce(0) { $0.addingReportingOverflow($1).partialValue }
  }

  public func makeSession() throws(EngineError) -> any Session { try ProgramSession(self) }
}

extension Port {
  /// The port of a tensor at the edge of a program.
  fileprivate init(_ name: String, _ operand: Operand) {
    self.init(name: name, type: TensorType(operand.dtype, operand.shape))
  }
}

/// One step of a program made ready.
enum ProgramStep: Sendable {
  case kernel(KernelCall)
  case delegate(DelegateCall)
}

/// A kernel call made ready.
struct KernelCall: Sendable {
  /// What it does.
  let run: Kernel
  /// The slots that it reads.
  let reads: [Int]
  /// What it makes: how observers name each tensor, and where it is.
  let results: [(name: String, slot: Int)]
  /// What it costs.
  var call: PortableCall

  /// The call at an instruction of `plan` that `site` was taken to.
  init(
    _ index: Int, _ run: @escaping Kernel, _ op: ProgramOperator, _ site: KernelSite,
    in plan: ExecutionPlan
  ) {
    self.run = run
    reads = site.reads
    results = site.results.map { (plan.nameOfValue($0.value), $0.slot) }
    call = PortableCall(
      instruction: index, operator: op, elements: site.elements, work: site.work ?? site.elements)
  }
}

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
    var compiler = try ProgramCompiler(plan, engine: engine, limits: limits)
    let given = try compiler.inputs()
    steps = try compiler.steps()
    let results = try compiler.outputs()

    let names = plan.portNames
    inputs = zip(names.inputs, given).map(Port.init)
    outputs = zip(names.outputs, results).map(Port.init)
    inputSlots = given.map(\.slot)
    outputSlots = results.map(\.slot)
    delegates = compiler.delegates
    tensors = compiler.tensors
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

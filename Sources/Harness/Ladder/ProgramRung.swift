import Axon
public import Graph
import Portable

/// A language model's step program, run over a text: rungs 1 and 2 of the ladder.
///
/// A step takes a token and the model's state and gives logits and the state after it: the inputs but
/// the first are the outputs but the first, in the same order. State starts as zeros.
///
/// ```swift
/// let run = try ProgramRung.run(program, tokens: tokens, engine: axon, table: table)
/// run.price.total     // instructions a token
/// ```
public enum ProgramRung {
  /// What a text gave and what a token costs.
  public struct Run: Sendable {
    /// For each token a row of logits.
    public var logits: [Float]
    /// The elements of a row.
    public var vocabulary: Int
    /// Instructions of the CPU a token.
    public var price: ProgramPrice
    /// Ticks of the NPU a token, by the cost model.
    public var npuTicks: Int
    /// Inferences of the NPU a token.
    public var npuCalls: Int
    /// State; planned memory beside it and the NPU's buffer; constants of kernels and of the NPU.
    public var memory: RungMeasurement.Memory
  }

  /// Runs `program` over `tokens`, one step a token, on delegates by `engine`.
  ///
  /// - Parameter foldsConstants: whether what is the same for every token is computed once, ahead.
  /// - Throws: `invalid` if the program is no such step or a token no row of its table; `unsupported`
  ///   where an operator has no kernel or no price, or a delegate does not run on the NPU alone.
  public static func run(
    _ program: Program, tokens: [Int], engine: any Engine, foldsConstants: Bool = false,
    table: KernelTable
  ) throws(EngineError) -> Run {
    let plan = try ProgramPlan(program, engine: engine, foldsConstants: foldsConstants)
    try checkStep(plan)
    let price = try table.price(
      plan.kernelCalls, delegateCalls: plan.delegateCalls.count)
    let npu = try NPUCost(plan)
    let state = plan.inputs.dropFirst().reduce(0) { $0 + Tensor(zeros: $1.type).bytes.count }
    return Run(
      logits: try logits(of: plan, tokens: tokens),
      vocabulary: plan.outputs[0].type.shape.elementCount, price: price, npuTicks: npu.ticks,
      npuCalls: npu.calls,
      memory: RungMeasurement.Memory(
        state: state, scratch: max(0, plan.plannedBytes - state) + npu.bufferBytes,
        weights: plan.constantBytes + npu.constantBytes))
  }

  /// The logits after each token, state carried from zeros.
  ///
  /// - Parameter plan: of a step, as `checkStep` wants it.
  static func logits(of plan: ProgramPlan, tokens: [Int]) throws(EngineError) -> [Float] {
    var inputs = plan.inputs.map { Tensor(zeros: $0.type) }
    var outputs = plan.makeOutputs()
    let session = try plan.makeSession()
    var logits: [Float] = []
    for token in tokens {
      inputs[0] = Tensor([Int64(token)], .int48, plan.inputs[0].type.shape)
      try session.run(inputs, into: &outputs)
      logits += outputs[0].elements(as: Float.self)
      for index in 1..<inputs.count { inputs[index] = outputs[index] }
    }
    return logits
  }

  static func checkStep(_ plan: ProgramPlan) throws(EngineError) {
    guard plan.inputs.count == plan.outputs.count, let token = plan.inputs.first,
      token.type.dtype == .int48, token.type.shape.elementCount == 1,
      plan.outputs[0].type.dtype == .fp32,
      zip(plan.inputs, plan.outputs).dropFirst().allSatisfy({ $0.type == $1.type })
    else {
      throw .invalid(
        InvalidInput(
          .graph, "it is no step of a language model: (token, state...) to (logits, state...)",
          remedy: "Export the step with the state of each layer as its inputs and outputs.",
          at: InputLocation(element: "program")))
    }
  }
}

/// What a run's delegates cost on the NPU.
private struct NPUCost {
  private(set) var ticks = 0
  private(set) var calls = 0
  private(set) var constantBytes = 0
  private(set) var bufferBytes = 0

  /// - Throws: `unsupported` if a delegate needs the CPU too: that has no price.
  init(_ plan: ProgramPlan) throws(EngineError) {
    for index in plan.delegateCalls {
      let subject = "delegate \(index)"
      guard let delegate = plan.delegates[index] as? AxonPlan else {
        throw .unsupported(
          Unsupported(engine: "axon", subject: subject, reason: "it was not prepared for the NPU"))
      }
      for entry in delegate.report.operators {
        guard case .host(let reason) = entry.placement else { continue }
        throw .unsupported(
          Unsupported(
            engine: "axon", subject: "\(subject): operator \(entry.operatorIndex)",
            reason: "it has no price on the CPU, where it is because \(reason)"))
      }
      for network in delegate.cost.networks {
        ticks += network.ticks
        calls += 1
        constantBytes += network.constantBytes + network.commandBytes
        bufferBytes = max(bufferBytes, network.interlayerBytes)
      }
    }
  }
}

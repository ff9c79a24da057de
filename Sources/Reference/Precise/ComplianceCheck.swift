public import Graph

/// Whether FP32 results of one operator comply with TOSA, given the operands that it really had.
///
/// ```swift
/// let check = ComplianceCheck(graph, operatorIndex: 3)
/// let verdict = try check.judge(operands: traced, result: mine)
/// verdict.isCompliant
/// ```
///
/// The operator runs by itself in double precision; its own bound (``ComplianceBound``) is all that is
/// allowed, and exact operators have none.
public struct ComplianceCheck: Sendable {
  /// What a check found.
  public struct Verdict: Sendable, Hashable {
    /// Whether every element is within its bound, and, if there are statistics, they are too.
    public var isCompliant: Bool { firstViolation == nil && statistics?.isWithinLimits ?? true }
    /// The flat index of the first element outside its bound.
    public var firstViolation: Int?
    /// The largest error as a fraction of the bound; 0 where nothing may be off and nothing is.
    public var largestFraction: Double
    /// For sums of products, and only over 64 elements or more.
    public var statistics: Statistics?
  }

  /// Errors of many sums of products, in half units in the last place of their magnitudes.
  public struct Statistics: Sendable, Hashable {
    /// The mean of the squared errors.
    public var variance: Double
    /// The largest that TOSA allows.
    public var varianceLimit: Double

    /// Whether the variance is within its limit.
    public var isWithinLimits: Bool { variance <= varianceLimit }
  }

  private let graph: ValidatedGraph
  private let op: Operator

  /// A check of one operator of `graph`.
  public init(_ graph: ValidatedGraph, operatorIndex: Int) {
    self.graph = graph
    op = graph.main.operators[operatorIndex]
  }

  /// The names of the operands that ``judge(operands:result:)`` takes: those that are no constants,
  /// in order, each once.
  public var operandNames: [String] { variableOperands.map { graph.main[$0].name } }

  /// Judges the operator's first result.
  ///
  /// - Parameter operands: the values of ``operandNames``.
  /// - Throws: `unsupported` for an operator that has no bound.
  public func judge(
    operands: [Tensor], result: Tensor
  ) throws(EngineError) -> Verdict {
    let alone: ValidatedGraph
    do {
      alone = try ValidatedGraph(isolated)
    } catch {
      throw .internalFault(InternalFault("an operator of a valid graph is not valid: \(error)"))
    }
    let precise = try PreciseEngine().run(alone, operands).outputs[0]
    let values = result.realValues
    guard result.shape == precise.shape else {
      return Verdict(firstViolation: 0, largestFraction: .infinity)
    }
    var verdict = Verdict(
      firstViolation: precise.firstViolation(in: result), largestFraction: 0)
    var squares = 0.0
    for (index, value) in values.enumerated() where value != precise.precise[index] {
      let error = abs(value - precise.precise[index])
      guard error.isFinite, precise.bound[index].isFinite else { continue }
      let fraction = error / precise.bound[index]
      verdict.largestFraction = max(verdict.largestFraction, fraction)
      squares += fraction * fraction
    }
    if let size = dotProductSize, values.count >= 64 {
      let limit = ComplianceBound.dotProductLimit(size: size)
      verdict.statistics = Statistics(
        variance: squares * limit * limit / Double(values.count),
        varianceLimit: ComplianceBound.dotProductVarianceLimit(size: size))
    }
    return verdict
  }

  private var variableOperands: [TensorID] {
    var seen: Set<TensorID> = []
    return op.inputs.filter { graph.constant($0) == nil && seen.insert($0).inserted }
  }

  /// The number of products in a sum, one more with a bias; nil for other operators.
  private var dotProductSize: Int? {
    let shapes = op.inputs.map { graph.main[$0].type.shape }
    let bias = { (operand: Int) in
      graph.constant(op.inputs[operand])?.realValues.contains { $0 != 0 } ?? true ? 1 : 0
    }
    switch op.operation {
    case .conv2D: return shapes[1].dropFirst().reduce(1, *) + bias(2)
    case .depthwiseConv2D: return shapes[1][0] * shapes[1][1] + bias(2)
    case .matMul: return shapes[0][2]
    case .avgPool2D(let pool): return pool.kernel.y * pool.kernel.x
    case .reduce(let reduce) where reduce.function == .sum: return shapes[0][reduce.axis]
    default: return nil
    }
  }

  /// A graph of the operator, its constants, and inputs for its other operands.
  private var isolated: Graph {
    let block = graph.main
    let needed = Set(op.inputs.filter { graph.constant($0) != nil })
    let constants = block.operators.filter { producer in
      producer.operation.isConstant && producer.outputs.contains { needed.contains($0) }
    }
    let kept = constants + [op]
    var tensors: [TensorInfo] = []
    var renumbered: [TensorID: TensorID] = [:]
    for id in kept.flatMap({ $0.inputs + $0.outputs }) where renumbered[id] == nil {
      renumbered[id] = TensorID(tensors.count)
      tensors.append(block[id])
    }
    let renumber = { (ids: [TensorID]) in ids.compactMap { renumbered[$0] } }
    return Graph(
      version: graph.graph.version,
      main: Block(
        tensors: tensors,
        operators: kept.map {
          Operator($0.operation, inputs: renumber($0.inputs), outputs: renumber($0.outputs))
        },
        inputs: renumber(variableOperands), outputs: renumber(op.outputs)))
  }
}

public import Graph

/// What of a graph costs instructions of the CPU: the operators that stay there, and the quantization at the
/// edges of a delegate.
public struct HostCost: Sendable, Hashable {
  /// An operator that runs on the CPU by itself.
  public struct Item: Sendable, Hashable {
    public var operatorIndex: Int
    /// Instructions, built for size; nil if no such kernel was measured.
    public var instructions: Int?
  }

  /// A tensor that comes in as real numbers and is quantized, or goes out and is dequantized.
  public struct Boundary: Sendable, Hashable {
    /// The TOSA tensor name.
    public var tensor: String
    public var isInput: Bool
    public var elements: Int
    /// Instructions, built for size.
    public var instructions: Int
  }

  /// In the order of the block; operators in fused kernels are not among them.
  public var operators: [Item] = []
  /// Inputs, then outputs.
  public var boundaries: [Boundary] = []

  /// Instructions of all operators that have a rate.
  public var operatorInstructions: Int { operators.reduce(0) { $0 + ($1.instructions ?? 0) } }
  /// Instructions at the edges.
  public var boundaryInstructions: Int { boundaries.reduce(0) { $0 + $1.instructions } }
  /// How many operators have no rate.
  public var unpriced: Int { operators.count { $0.instructions == nil } }

  /// Nothing on the CPU.
  public init() {}

  /// The cost of a graph under a partition.
  public init(_ graph: ValidatedGraph, _ report: PartitionReport) {
    for entry in report.operators {
      guard case .host = entry.placement else { continue }
      operators.append(
        Item(
          operatorIndex: entry.operatorIndex,
          instructions: Self.instructions(of: entry, in: graph)))
    }
    boundaries =
      graph.inputs.compactMap { Self.boundary($0, isInput: true) }
      + graph.outputs.compactMap { Self.boundary($0, isInput: false) }
  }

  private static func instructions(
    of entry: PartitionReport.Entry, in graph: ValidatedGraph
  ) -> Int? {
    let op = graph.main.operators[entry.operatorIndex]
    guard let (rate, unit) = HostRate.of(op.operation), let result = op.outputs.first,
      let operand = op.inputs.first
    else { return nil }
    let count =
      switch unit {
      case .result: graph.main[result].type.shape.elementCount
      case .operand: graph.main[operand].type.shape.elementCount
      case .product: entry.multiplyAccumulates
      }
    return whole(Double(count) * rate.forSize)
  }

  private static func boundary(_ port: Port, isInput: Bool) -> Boundary? {
    guard port.type.dtype == .int8 || port.type.dtype == .int16 else { return nil }
    let elements = port.type.shape.elementCount
    let rate = isInput ? HostRate.quantize : .dequantize
    return Boundary(
      tensor: port.name, isInput: isInput, elements: elements,
      instructions: whole(Double(elements) * rate.forSize))
  }

  /// A count of instructions as a whole number; what no machine would finish saturates.
  private static func whole(_ instructions: Double) -> Int {
    Int(min(instructions, 1e15).rounded())
  }
}

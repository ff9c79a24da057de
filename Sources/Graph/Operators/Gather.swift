/// GATHER: rows of an `[N, K, C]` tensor picked by `[N, W]` indices.
public struct Gather: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Gather: OperatorRule {
  public var kind: OperatorKind { .gather }

  public var signature: OperandSignature { OperandSignature(["values", "indices"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let (values, indices) = (operands[0], operands[1])
    try Self.types.row(values.dtype, indices.dtype)
    try values.require(rank: 3)
    try indices.require(rank: 2)
    let (batch, count) = (values.shape[0], indices.shape[1])
    try indices.require(TensorType(.int32, [batch, count]))
    return [TensorType(values.dtype, [batch, count, values.shape[2]])]
  }

  static let types = TypeTable(
    ["values", "indices"], ([.int8, .int16, .int32] + .floats).map { [$0, .int32] })
}

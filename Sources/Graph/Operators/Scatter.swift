/// SCATTER: rows of an `[N, K, C]` tensor replaced at `[N, W]` indices.
public struct Scatter: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Scatter: OperatorRule {
  public var kind: OperatorKind { .scatter }

  public var signature: OperandSignature { OperandSignature(["values_in", "indices", "input"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let (values, indices, input) = (operands[0], operands[1], operands[2])
    try Self.types.row(values.dtype, indices.dtype, input.dtype)
    try values.require(rank: 3)
    try indices.require(rank: 2)
    let (batch, count) = (values.shape[0], indices.shape[1])
    try indices.require(TensorType(.int32, [batch, count]))
    try input.require(TensorType(values.dtype, [batch, count, values.shape[2]]))
    return [values.type]
  }

  static let types = TypeTable(
    ["values_in", "indices", "input"],
    ([.int8, .int16, .int32] + .floats).map { [$0, .int32, $0] })
}

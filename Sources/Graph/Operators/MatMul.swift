/// MATMUL: the product of two batches of matrices, `[N, H, C] x [N, C, W]`.
public struct MatMul: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension MatMul: OperatorRule {
  public var kind: OperatorKind { .matMul }

  public var signature: OperandSignature { OperandSignature(["A", "B", "A_zp", "B_zp"]) }

  public func results(of list: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(list, signature)
    let (a, b) = (operands[0], operands[1])
    let output = try Self.types.row(a.dtype, b.dtype, list.declaredType())[2]
    try a.require(rank: 3)
    try b.require(rank: 3)
    try b.require(TensorType(a.dtype, [a.shape[0], a.shape[2], b.shape[2]]))
    try operands[2].requireZeroPoint(of: a.dtype)
    try operands[3].requireZeroPoint(of: a.dtype)
    return [TensorType(output, [a.shape[0], a.shape[1], b.shape[2]])]
  }

  static let types = TypeTable(
    ["A", "B", "output"],
    [
      [.int8, .int8, .int32], [.int16, .int16, .int48], [.fp16, .fp16, .fp16],
      [.fp16, .fp16, .fp32], [.bf16, .bf16, .fp32], [.fp32, .fp32, .fp32],
    ])
}

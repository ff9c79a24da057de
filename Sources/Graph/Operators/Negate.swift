/// NEGATE: the difference between the zero points and the input.
public struct Negate: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Negate: OperatorRule {
  public var kind: OperatorKind { .negate }

  public var signature: OperandSignature { OperandSignature(["input1", "input1_zp", "output_zp"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let input = operands[0]
    try Self.types.row(input.dtype)
    try operands[1].requireZeroPoint(of: input.dtype)
    try operands[2].requireZeroPoint(of: input.dtype)
    return [input.type]
  }

  static let types = TypeTable("input1", [.int8, .int16, .int32] + .floats)
}

/// MUL: the product of two broadcast operands; for INT32 shifted right by the third operand.
public struct Mul: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Mul: OperatorRule {
  public var kind: OperatorKind { .mul }

  public var signature: OperandSignature { OperandSignature(["input1", "input2", "shift"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let type = try Self.types.row(operands[0].dtype, operands[1].dtype)
    let shape = try Broadcast.shape(operands[0], operands[1])
    let shift = try operands[2].integers(TensorType(.int8, [1]))
    // Only INT32 products are shifted.
    let range = type[0] == .int32 ? 0...63 : 0...0
    for shift in shift where !range.contains(shift) {
      throw RuleViolation(
        "shift", expected: "\(range.lowerBound) to \(range.upperBound) for \(type[0])",
        found: "\(shift)")
    }
    return [TensorType(type[2], shape)]
  }

  static let types = TypeTable(
    ["input1", "input2", "output"],
    [
      [.int8, .int8, .int32], [.int16, .int16, .int32], [.int32, .int32, .int32],
      [.fp16, .fp16, .fp16], [.bf16, .bf16, .bf16], [.fp32, .fp32, .fp32],
    ])
}

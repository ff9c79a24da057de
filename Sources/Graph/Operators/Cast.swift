/// CAST: elements converted to another type.
public struct Cast: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Cast: OperatorRule {
  public var kind: OperatorKind { .cast }

  public var signature: OperandSignature { OperandSignature(["input"]) }

  public func results(of list: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(list, signature)
    let output = try Self.types.row(operands[0].dtype, list.declaredType())[1]
    return [TensorType(output, operands[0].shape)]
  }

  static let types = TypeTable(
    ["input", "output"],
    pairs(.bool, [.int8, .int16, .int32])
      + pairs(.int8, [.bool, .int16, .int32, .fp16, .bf16, .fp32])
      + pairs(.int16, [.bool, .int8, .int32, .fp16, .bf16, .fp32])
      + pairs(.int32, [.bool, .int8, .int16, .fp16, .bf16, .fp32])
      + pairs(.fp16, [.int8, .int16, .int32, .fp32])
      + pairs(.bf16, [.int8, .int16, .int32, .fp32])
      + pairs(.fp32, [.int8, .int16, .int32, .fp16, .bf16]))

  private static func pairs(_ input: DType, _ outputs: [DType]) -> [[DType]] {
    outputs.map { [input, $0] }
  }
}

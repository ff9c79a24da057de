/// SELECT: an element of the second operand where the first is true, of the third elsewhere.
public struct Select: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Select: OperatorRule {
  public var kind: OperatorKind { .select }

  public var signature: OperandSignature { OperandSignature(["input1", "input2", "input3"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let type = try Self.types.row(operands[0].dtype, operands[1].dtype, operands[2].dtype)[1]
    let shape = try Broadcast.shape(operands[0], operands[1])
    return [TensorType(type, try Broadcast.shape(shape, operands[2]))]
  }

  static let types = TypeTable(
    ["input1", "input2", "input3"], [DType].movable.map { [.bool, $0, $0] })
}

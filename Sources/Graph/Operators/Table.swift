/// TABLE: a look-up in 256 entries (INT8), or interpolation between 513 (INT16).
public struct Table: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Table: OperatorRule {
  public var kind: OperatorKind { .table }

  public var signature: OperandSignature { OperandSignature(["input1", "table"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let (input, table) = (operands[0], operands[1])
    let output = try Self.types.row(input.dtype, table.dtype)[2]
    try table.require(TensorType(table.dtype, [input.dtype == .int8 ? 256 : 513]))
    _ = try table.constant()
    return [TensorType(output, input.shape)]
  }

  static let types = TypeTable(
    ["input1", "table", "output"], [[.int8, .int8, .int8], [.int16, .int16, .int32]])
}

/// The operators that compare two broadcast operands and give BOOL.
public enum Compare: Sendable, Hashable, CaseIterable {
  case equal
  case greater
  case greaterEqual
}

extension Compare: OperatorRule {
  public var kind: OperatorKind {
    switch self {
    case .equal: .equal
    case .greater: .greater
    case .greaterEqual: .greaterEqual
    }
  }

  public var signature: OperandSignature { OperandSignature(["input1", "input2"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    try Self.types.row(operands[0].dtype, operands[1].dtype)
    return [TensorType(.bool, try Broadcast.shape(operands[0], operands[1]))]
  }

  static let types = Broadcast.types([.int32] + .floats)
}

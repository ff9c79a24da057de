/// The operators on persistent tensors; the tensor's ``TensorInfo/variableName`` says which one.
public enum Variable: Sendable, Hashable, CaseIterable {
  /// VARIABLE: declares it.
  case declare
  /// VARIABLE_WRITE: replaces its value.
  case write
  /// VARIABLE_READ: gives its value.
  case read
}

extension Variable: OperatorRule {
  public var kind: OperatorKind {
    switch self {
    case .declare: .variable
    case .write: .variableWrite
    case .read: .variableRead
    }
  }

  public var signature: OperandSignature {
    switch self {
    case .declare: OperandSignature(["variable"], required: 0)
    case .write: OperandSignature(["input1"], outputCount: nil)
    case .read: OperandSignature(["variable"], required: 0)
    }
  }

  public func results(of list: OperandList) throws(RuleViolation) -> [TensorType] {
    _ = try Operands(list, signature)
    guard let type = list.types.first ?? list.declaredResults.first else {
      throw RuleViolation("output", expected: "one result", found: "none")
    }
    try Self.types.row(type.dtype)
    return list.declaredResults.isEmpty ? [] : [type]
  }

  private static let types = TypeTable("variable", [.int8, .fp16, .fp32])
}

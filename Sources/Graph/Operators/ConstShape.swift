/// CONST_SHAPE: a shape whose value is part of the graph.
public struct ConstShape: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension ConstShape: OperatorRule {
  public var kind: OperatorKind { .constShape }

  public var signature: OperandSignature { OperandSignature([]) }

  public func results(of list: OperandList) throws(RuleViolation) -> [TensorType] {
    _ = try Operands(list, signature)
    try Self.types.row(list.declaredType())
    return Array(list.declaredResults.prefix(1))
  }

  private static let types = TypeTable("output", [.shape])
}

/// CONST: a tensor whose value is part of the graph.
public struct Const: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Const: OperatorRule {
  public var kind: OperatorKind { .const }

  public var signature: OperandSignature { OperandSignature([]) }

  public func results(of list: OperandList) throws(RuleViolation) -> [TensorType] {
    _ = try Operands(list, signature)
    try Self.types.row(list.declaredType())
    return Array(list.declaredResults.prefix(1))
  }

  private static let types = TypeTable("output", .movable + [.int4, .int48])
}

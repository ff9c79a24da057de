/// MUL: the product of two broadcast operands; for INT32 shifted right by the third operand.
public struct Mul: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Mul: OperatorRule {
  public var kind: OperatorKind { .mul }
}

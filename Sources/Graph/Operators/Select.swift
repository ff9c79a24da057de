/// SELECT: an element of the second operand where the first is true, of the third elsewhere.
public struct Select: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Select: OperatorRule {
  public var kind: OperatorKind { .select }
}

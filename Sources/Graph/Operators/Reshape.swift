/// RESHAPE: the same elements under another shape, the second operand.
public struct Reshape: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Reshape: OperatorRule {
  public var kind: OperatorKind { .reshape }
}

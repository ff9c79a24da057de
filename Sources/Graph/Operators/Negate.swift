/// NEGATE: the difference between the zero points and the input.
public struct Negate: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Negate: OperatorRule {
  public var kind: OperatorKind { .negate }
}

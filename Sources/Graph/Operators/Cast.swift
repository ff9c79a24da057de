/// CAST: elements converted to another type.
public struct Cast: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Cast: OperatorRule {
  public var kind: OperatorKind { .cast }
}

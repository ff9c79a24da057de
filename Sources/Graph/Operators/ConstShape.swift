/// CONST_SHAPE: a shape whose value is part of the graph.
public struct ConstShape: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension ConstShape: OperatorRule {
  public var kind: OperatorKind { .constShape }
}

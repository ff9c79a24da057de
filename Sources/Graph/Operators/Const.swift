/// CONST: a tensor whose value is part of the graph.
public struct Const: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Const: OperatorRule {
  public var kind: OperatorKind { .const }
}

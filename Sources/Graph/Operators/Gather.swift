/// GATHER: rows of an `[N, K, C]` tensor picked by `[N, W]` indices.
public struct Gather: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Gather: OperatorRule {
  public var kind: OperatorKind { .gather }
}

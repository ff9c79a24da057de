/// SCATTER: rows of an `[N, K, C]` tensor replaced at `[N, W]` indices.
public struct Scatter: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Scatter: OperatorRule {
  public var kind: OperatorKind { .scatter }
}

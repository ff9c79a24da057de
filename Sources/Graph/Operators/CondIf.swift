/// COND_IF: one of two regions, by a condition.
public struct CondIf: Sendable, Hashable {
  /// The region to run if the condition holds.
  public var thenGraph: String
  /// The region to run if it doesn't.
  public var elseGraph: String

  /// The operator with its attributes.
  public init(thenGraph: String, elseGraph: String) {
    self.thenGraph = thenGraph
    self.elseGraph = elseGraph
  }
}

extension CondIf: OperatorRule {
  public var kind: OperatorKind { .condIf }
}

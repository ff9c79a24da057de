/// TABLE: a look-up in 256 entries (INT8), or interpolation between 513 (INT16).
public struct Table: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Table: OperatorRule {
  public var kind: OperatorKind { .table }
}

/// SLICE: a box of a tensor; the operands after the first are its start and size.
public struct Slice: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Slice: OperatorRule {
  public var kind: OperatorKind { .slice }
}

/// PAD: a tensor with a border of one value; the second operand is its shape, before and after each axis.
public struct Pad: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Pad: OperatorRule {
  public var kind: OperatorKind { .pad }
}

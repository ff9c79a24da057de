/// REVERSE: the elements in opposite order along an axis.
public struct Reverse: Sendable, Hashable {
  /// The axis to reverse.
  public var axis: Int

  /// The operator with its attributes.
  public init(axis: Int) {
    self.axis = axis
  }
}

extension Reverse: OperatorRule {
  public var kind: OperatorKind { .reverse }
}

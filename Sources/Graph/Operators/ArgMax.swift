/// ARGMAX: the index of the largest element along an axis, the first of equals.
public struct ArgMax: Sendable, Hashable {
  /// The axis to reduce.
  public var axis: Int
  /// What a NaN does.
  public var nanMode: NanPropagationMode

  /// The operator with its attributes.
  public init(axis: Int, nanMode: NanPropagationMode = .propagate) {
    self.axis = axis
    self.nanMode = nanMode
  }
}

extension ArgMax: OperatorRule {
  public var kind: OperatorKind { .argMax }
}

/// TRANSPOSE: axes in another order.
public struct Transpose: Sendable, Hashable {
  /// For each axis of the result, the axis of the input.
  public var permutation: [Int]

  /// The operator with its attributes.
  public init(permutation: [Int]) {
    self.permutation = permutation
  }
}

extension Transpose: OperatorRule {
  public var kind: OperatorKind { .transpose }
}

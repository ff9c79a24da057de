/// CONCAT: tensors joined along an axis.
public struct Concat: Sendable, Hashable {
  /// The axis along which they are joined.
  public var axis: Int

  /// The operator with its attributes.
  public init(axis: Int) {
    self.axis = axis
  }
}

extension Concat: OperatorRule {
  public var kind: OperatorKind { .concat }
}

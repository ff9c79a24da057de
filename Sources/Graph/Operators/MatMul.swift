/// MATMUL: the product of two batches of matrices, `[N, H, C] x [N, C, W]`.
public struct MatMul: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension MatMul: OperatorRule {
  public var kind: OperatorKind { .matMul }
}

/// TRANSPOSE_CONV2D: the gradient of a convolution with respect to its input.
public struct TransposeConv2D: Sendable, Hashable {
  /// Padding of the output; negative numbers crop.
  public var outPad: Padding2D
  /// The step between windows of the output.
  public var stride: Spatial2D
  /// Whether the FP bounds check may look at local values only.
  public var localBound: Bool
  /// The accumulator's type.
  public var accType: DType

  /// The operator with its attributes.
  public init(
    outPad: Padding2D, stride: Spatial2D = Spatial2D(y: 1, x: 1), localBound: Bool = false,
    accType: DType
  ) {
    self.outPad = outPad
    self.stride = stride
    self.localBound = localBound
    self.accType = accType
  }
}

extension TransposeConv2D: OperatorRule {
  public var kind: OperatorKind { .transposeConv2D }
}

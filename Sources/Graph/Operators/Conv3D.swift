/// CONV3D: convolution of an NDHWC tensor with ODHWI weights.
public struct Conv3D: Sendable, Hashable {
  /// Padding: front, back, top, bottom, left, right.
  public var pad: [Int]
  /// The step between windows: depth, y, x.
  public var stride: [Int]
  /// The step between taps: depth, y, x.
  public var dilation: [Int]
  /// Whether the FP bounds check may look at local values only.
  public var localBound: Bool
  /// The accumulator's type.
  public var accType: DType

  /// The operator with its attributes.
  public init(
    pad: [Int], stride: [Int], dilation: [Int], localBound: Bool = false, accType: DType
  ) {
    self.pad = pad
    self.stride = stride
    self.dilation = dilation
    self.localBound = localBound
    self.accType = accType
  }
}

extension Conv3D: OperatorRule {
  public var kind: OperatorKind { .conv3D }
}

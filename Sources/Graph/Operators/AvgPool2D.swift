/// AVG_POOL2D: the mean of each window of an NHWC tensor; padding does not count.
public struct AvgPool2D: Sendable, Hashable {
  /// The window.
  public var kernel: Spatial2D
  /// The step between windows.
  public var stride: Spatial2D
  /// Padding of the input.
  public var pad: Padding2D
  /// The accumulator's type.
  public var accType: DType

  /// The operator with its attributes.
  public init(
    kernel: Spatial2D, stride: Spatial2D = Spatial2D(y: 1, x: 1), pad: Padding2D = Padding2D(),
    accType: DType
  ) {
    self.kernel = kernel
    self.stride = stride
    self.pad = pad
    self.accType = accType
  }
}

extension AvgPool2D: OperatorRule {
  public var kind: OperatorKind { .avgPool2D }
}

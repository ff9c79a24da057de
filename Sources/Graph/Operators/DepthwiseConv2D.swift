/// DEPTHWISE_CONV2D: each channel of an NHWC tensor with its own filters, weights HWCM.
public struct DepthwiseConv2D: Sendable, Hashable {
  /// Padding of the input, with its zero point.
  public var pad: Padding2D
  /// The step between windows.
  public var stride: Spatial2D
  /// The step between taps.
  public var dilation: Spatial2D
  /// Whether the FP bounds check may look at local values only.
  public var localBound: Bool
  /// The accumulator's type.
  public var accType: DType

  /// The operator with its attributes.
  public init(
    pad: Padding2D = Padding2D(), stride: Spatial2D = Spatial2D(y: 1, x: 1),
    dilation: Spatial2D =
      Spatial2D(y: 1, x: 1), localBound: Bool = false, accType: DType
  ) {
    self.pad = pad
    self.stride = stride
    self.dilation = dilation
    self.localBound = localBound
    self.accType = accType
  }
}

extension DepthwiseConv2D: OperatorRule {
  public var kind: OperatorKind { .depthwiseConv2D }

  public var signature: OperandSignature { Convolution.operands }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let (input, weight) = (operands[0], operands[1])
    try input.require(rank: 4)
    try weight.require(rank: 4)
    let channels = weight.shape[2] * weight.shape[3]
    let type = try Convolution.resultType(operands, accType: accType, channels: channels)
    try Convolution.requireChannels(weight, at: 2, of: input)
    let window = Window2D(
      input: input.shape, kernel: Spatial2D(y: weight.shape[0], x: weight.shape[1]),
      stride: stride, dilation: dilation, pad: pad)
    let shape = try window.output(
      batch: input.shape[0], channels: channels, kernelPart: weight.name)
    return [TensorType(type, shape)]
  }
}

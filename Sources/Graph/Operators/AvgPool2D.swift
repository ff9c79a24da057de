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

  public var signature: OperandSignature { OperandSignature(["input", "input_zp", "output_zp"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let input = operands[0]
    try Self.types.row(input.dtype, accType)
    try input.require(rank: 4)
    try operands[1].requireZeroPoint(of: input.dtype)
    try operands[2].requireZeroPoint(of: input.dtype)
    let window = Window2D(input: input.shape, kernel: kernel, stride: stride, pad: pad)
    let shape = try window.output(
      batch: input.shape[0], channels: input.shape[3], kernelPart: "kernel")
    try window.requirePadBelowKernel()
    return [TensorType(input.dtype, shape)]
  }

  static let types = TypeTable(
    ["input", "acc_type"],
    [
      [.int8, .int32], [.int16, .int32], [.fp16, .fp16], [.fp16, .fp32], [.bf16, .fp32],
      [.fp32, .fp32],
    ])
}

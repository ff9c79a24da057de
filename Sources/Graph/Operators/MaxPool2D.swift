/// MAX_POOL2D: the largest element of each window of an NHWC tensor.
public struct MaxPool2D: Sendable, Hashable {
  /// The window.
  public var kernel: Spatial2D
  /// The step between windows.
  public var stride: Spatial2D
  /// Padding of the input, which never wins.
  public var pad: Padding2D
  /// What a NaN does.
  public var nanMode: NanPropagationMode

  /// The operator with its attributes.
  public init(
    kernel: Spatial2D, stride: Spatial2D = Spatial2D(y: 1, x: 1), pad: Padding2D = Padding2D(),
    nanMode: NanPropagationMode = .propagate
  ) {
    self.kernel = kernel
    self.stride = stride
    self.pad = pad
    self.nanMode = nanMode
  }
}

extension MaxPool2D: OperatorRule {
  public var kind: OperatorKind { .maxPool2D }

  public var signature: OperandSignature { OperandSignature(["input"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let input = operands[0]
    try Self.types.row(input.dtype)
    try input.require(rank: 4)
    let window = Window2D(input: input.shape, kernel: kernel, stride: stride, pad: pad)
    let shape = try window.output(
      batch: input.shape[0], channels: input.shape[3], kernelPart: "kernel")
    try window.requirePadBelowKernel()
    return [TensorType(input.dtype, shape)]
  }

  static let types = TypeTable("input", [.int8, .int16] + .floats)
}

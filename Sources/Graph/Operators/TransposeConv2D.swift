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

  public var signature: OperandSignature { Convolution.operands }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let (input, weight) = (operands[0], operands[1])
    try input.require(rank: 4)
    try weight.require(rank: 4)
    let channels = weight.shape[0]
    let type = try Convolution.resultType(operands, accType: accType, channels: channels)
    try Convolution.requireChannels(weight, at: 3, of: input)
    let height = try Self.outputSize(
      "y", size: input.shape[1], kernel: weight.shape[1], stride: stride.y,
      pads: [outPad.top, outPad.bottom])
    let width = try Self.outputSize(
      "x", size: input.shape[2], kernel: weight.shape[2], stride: stride.x,
      pads: [outPad.left, outPad.right])
    return [TensorType(type, [input.shape[0], height, width, channels])]
  }

  /// `(size - 1) * stride + pads + kernel`.
  private static func outputSize(
    _ axis: String, size: Int, kernel: Int, stride: Int, pads: [Int]
  ) throws(RuleViolation) -> Int {
    try Window.require("weight", axis, kernel, in: 1...Level.maximumKernel)
    try Window.require("stride", axis, stride, in: 1...Level.maximumStride)
    var result = (size - 1) * stride + kernel
    for pad in pads {
      try Window.require("out_pad", axis, pad, in: 1 - kernel...Level.maximumKernel)
      result += pad
    }
    guard result >= 1 else {
      throw RuleViolation(
        "out_pad", expected: "an output of 1 at least along \(axis)", found: "\(result)")
    }
    return result
  }
}

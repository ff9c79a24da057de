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

  public var signature: OperandSignature { Convolution.operands }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let (input, weight) = (operands[0], operands[1])
    try input.require(rank: 5)
    try weight.require(rank: 5)
    let channels = weight.shape[0]
    let type = try Convolution.resultType(operands, accType: accType, channels: channels)
    try Convolution.requireChannels(weight, at: 4, of: input)
    try Self.require("pad", pad, count: 6)
    try Self.require("stride", stride, count: 3)
    try Self.require("dilation", dilation, count: 3)
    var sizes = [input.shape[0]]
    for (index, axis) in ["d", "y", "x"].enumerated() {
      let window = Window(
        axis: axis, size: input.shape[index + 1], kernel: weight.shape[index + 1],
        stride: stride[index], dilation: dilation[index], padBefore: pad[2 * index],
        padAfter: pad[2 * index + 1])
      sizes.append(try window.outputSize(kernelPart: weight.name))
    }
    return [TensorType(type, Shape(sizes + [channels]))]
  }

  private static func require(
    _ part: String, _ numbers: [Int], count: Int
  ) throws(RuleViolation) {
    guard numbers.count != count else { return }
    throw RuleViolation(part, expected: "\(count) numbers", found: "\(numbers.count)")
  }
}

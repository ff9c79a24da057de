/// What the rules of the four convolutions share.
enum Convolution {
  static let operands = OperandSignature(["input", "weight", "bias", "input_zp", "weight_zp"])

  static let types = TypeTable(
    ["input", "weight", "acc_type", "output"],
    [
      [.int8, .int8, .int32, .int32],
      [.int8, .int4, .int32, .int32],
      [.int16, .int8, .int48, .int48],
      [.fp16, .fp16, .fp16, .fp16],
      [.fp16, .fp16, .fp32, .fp16],
      [.bf16, .bf16, .fp32, .bf16],
      [.fp32, .fp32, .fp32, .fp32],
    ])

  /// Checks everything but shapes along the windows.
  ///
  /// - Parameter channels: the number of output channels.
  /// - Returns: the element type of the result.
  static func resultType(
    _ operands: Operands, accType: DType, channels: Int
  ) throws(RuleViolation) -> DType {
    let (input, weight, bias) = (operands[0], operands[1], operands[2])
    let output = try types.row(input.dtype, weight.dtype, accType)[3]
    try bias.require(output)
    guard bias.shape == [channels] || bias.shape == [1] else {
      throw RuleViolation(
        bias.name, expected: "\(TensorType(output, [channels])) or \(TensorType(output, [1]))",
        found: "\(bias.type)")
    }
    try operands[3].requireZeroPoint(of: input.dtype)
    try operands[4].requireZeroPoint(of: weight.dtype, channels: channels)
    return output
  }

  /// Checks that weights have as many input channels as the input.
  static func requireChannels(
    _ weight: Operand, at axis: Int, of input: Operand
  ) throws(RuleViolation) {
    guard weight.shape[axis] != input.shape.last else { return }
    var sizes = weight.shape.dimensions
    sizes[axis] = input.shape.last ?? 0
    throw RuleViolation(
      weight.name, expected: "\(TensorType(weight.dtype, Shape(sizes)))", found: "\(weight.type)")
  }
}

import Graph

/// The operands that CONV2D and DEPTHWISE_CONV2D have in common, as constants.
struct ConvolutionOperands {
  let input: TensorID
  /// Weights in TOSA's order and shape.
  let weights: [Int8]
  let weightShape: Shape
  /// One bias a channel.
  let bias: [Int]
  let inputZeroPoint: Int

  /// - Throws: if types are not INT8 and INT32, weights are computed, or have a zero point.
  init(
    _ index: Int, channels: Int, in context: LoweringContext
  ) throws(Rejection) {
    let op = context.block.operators[index]
    input = op.inputs[0]
    guard context.type(input).dtype == .int8, context.type(op.inputs[1]).dtype == .int8 else {
      throw Rejection(
        "AXON convolves INT8 with INT8, not \(context.type(input).dtype) with "
          + "\(context.type(op.inputs[1]).dtype)")
    }
    guard let weights = context.constant(op.inputs[1]) else {
      throw Rejection("its weights are not constant")
    }
    self.weights = weights.elements(as: Int8.self)
    weightShape = weights.shape
    let bias = try context.numbers(op.inputs[2])
    self.bias = bias.count == channels ? bias : [Int](repeating: bias[0], count: channels)
    inputZeroPoint = try context.number(op.inputs[3])
    guard try context.number(op.inputs[4]) == 0 else {
      throw Rejection("AXON's weights have no zero point")
    }
  }
}

import Graph

extension Conv2D {
  /// CONV2D and its RESCALE as a fully connected, pointwise or conv2d layer. A dilated kernel becomes
  /// a larger one with zeros between its taps.
  func claim(_ index: Int, in context: LoweringContext) throws(Rejection) -> Claim {
    let channels = context.type(context.block.operators[index].outputs[0]).shape[3]
    let operands = try ConvolutionOperands(index, channels: channels, in: context)
    // OHWI in TOSA, OIHW on AXON.
    let shape = operands.weightShape
    let kernel = Spatial2D(
      y: (shape[1] - 1) * dilation.y + 1, x: (shape[2] - 1) * dilation.x + 1)
    try AxonConstraint.require(kernel: kernel, of: operands.weights.count / (shape[1] * shape[2]))
    var weights = [Int8](repeating: 0, count: channels * shape[3] * kernel.y * kernel.x)
    var element = 0
    for output in 0..<channels {
      for y in 0..<shape[1] {
        for x in 0..<shape[2] {
          for input in 0..<shape[3] {
            let row = (output * shape[3] + input) * kernel.y + y * dilation.y
            weights[row * kernel.x + x * dilation.x] = operands.weights[element]
            element += 1
          }
        }
      }
    }
    return try DenseLayer(
      input: operands.input, weights: weights, channels: (shape[3], channels), kernel: kernel,
      stride: stride, pad: pad, inputZeroPoint: operands.inputZeroPoint, bias: operands.bias,
      root: index
    ).claim(in: context)
  }
}

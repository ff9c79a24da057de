import Graph

extension DepthwiseConv2D {
  /// DEPTHWISE_CONV2D and its RESCALE as a depthwise layer, or, of one channel, as a dense one.
  func claim(_ index: Int, in context: LoweringContext) throws(Rejection) -> Claim {
    let output = context.block.operators[index].outputs[0]
    let channels = context.type(output).shape[3]
    let operands = try ConvolutionOperands(index, channels: channels, in: context)
    // HWCM in TOSA; C, kh, kw on AXON, or, where C is 1, O, 1, kh, kw with O = M.
    let shape = operands.weightShape
    let kernel = Spatial2D(
      y: (shape[0] - 1) * dilation.y + 1, x: (shape[1] - 1) * dilation.x + 1)
    try AxonConstraint.require(kernel: kernel, of: operands.weights.count / (shape[0] * shape[1]))
    var weights = [Int8](repeating: 0, count: channels * kernel.y * kernel.x)
    var element = 0
    for y in 0..<shape[0] {
      for x in 0..<shape[1] {
        for channel in 0..<channels {
          let row = channel * kernel.y + y * dilation.y
          weights[row * kernel.x + x * dilation.x] = operands.weights[element]
          element += 1
        }
      }
    }
    if shape[2] == 1 {
      return try DenseLayer(
        input: operands.input, weights: weights, channels: (1, channels), kernel: kernel,
        stride: stride, pad: pad, inputZeroPoint: operands.inputZeroPoint, bias: operands.bias,
        root: index
      ).claim(in: context)
    }
    guard shape[3] == 1 else {
      throw Rejection("AXON's depthwise layer gives one channel for each, this one \(shape[3])")
    }
    return try layer(operands, weights, kernel, root: index, in: context)
  }

  private func layer(
    _ operands: ConvolutionOperands, _ weights: [Int8], _ kernel: Spatial2D, root: Int,
    in context: LoweringContext
  ) throws(Rejection) -> Claim {
    let end = try PatternEnd(after: context.block.operators[root].outputs[0], in: context)
    let shape = context.type(operands.input).shape
    guard shape[0] == 1 else {
      throw Rejection("AXON's layers have no batch, this one has \(shape[0]) images")
    }
    let read = Arrangement(nhwc: shape)
    let written = Arrangement(nhwc: context.type(end.result).shape)
    var layer = AxonLayer(
      .depthwise, operands: [], inputs: [read.dims], output: written.dims,
      filterDims: AxonDims(c: read.dims.c, h: kernel.y, w: kernel.x))
    layer.filter = weights
    layer.stride = stride
    layer.pad = pad
    layer.biasPrime = try DenseLayer.biasPrime(
      operands.bias, weights: weights, inputZeroPoint: operands.inputZeroPoint)
    try layer.scaleChannels(written.dims.c, by: end, isShared: true)
    return try Claim(
      operators: [root], end: end,
      operands: [
        ClaimOperand(
          tensor: operands.input, arrangement: read,
          zeroPoint: pad == Padding2D() ? nil : operands.inputZeroPoint)
      ],
      layer: layer, arrangement: written)
  }
}

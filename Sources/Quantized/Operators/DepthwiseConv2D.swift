import Graph

// DEPTHWISE_CONV2D: input [N, IH, IW, C], weight [KH, KW, C, M], bias [C * M] or [1].
//
// With each channel repeated M times side by side the weights' order [tap][channel] is TOSA's. Of
// one channel, as ExecuTorch writes the first layer of many models, it is a dense convolution.
extension DepthwiseConv2D: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool { DenseConvolution.accepts(operands) }
  var constantOperands: Range<Int> { 3..<5 }
  func limitation(_ operands: Operands) -> String? { DenseConvolution.limitation(operands) }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    let (input, weight, output) = (
      site.inputs[0].shape, site.inputs[1].shape, site.outputs[0].shape
    )
    if input[3] == 1 {
      return DenseConvolution(
        input: Volume(depth: 1, height: input[1], width: input[2]),
        output: Volume(depth: 1, height: output[1], width: output[2]),
        kernel: Volume(depth: 1, height: weight[0], width: weight[1]),
        stride: Volume(depth: 1, height: stride.y, width: stride.x),
        dilation: Volume(depth: 1, height: dilation.y, width: dilation.x),
        origin: Volume(depth: 0, height: pad.top, width: pad.left),
        weightOrder: .transposed(rows: weight[0] * weight[1], columns: weight[3]),
        inputChannels: 1, outputChannels: output[3]
      ).step(at: &site, level)
    }
    let size = Volume(
      depth: 1, height: (output[1] - 1) * stride.y + (weight[0] - 1) * dilation.y + 1,
      width: (output[2] - 1) * stride.x + (weight[1] - 1) * dilation.x + 1)
    let image = ConvolutionImage(
      input: Volume(depth: 1, height: input[1], width: input[2]), inputChannels: input[3],
      repeats: weight[3], origin: Volume(depth: 0, height: pad.top, width: pad.left), size: size,
      zeroPoint: Int16(truncatingIfNeeded: site.scalar(3)))
    var taps: [Int32] = []
    for y in 0..<weight[0] {
      for x in 0..<weight[1] {
        let element = (y * dilation.y * size.width + x * dilation.x) * image.channels
        taps.append(Int32(truncatingIfNeeded: element))
      }
    }
    let products = DepthwiseProducts(
      pixelStride: stride.x * image.channels, taps: taps, channels: image.channels)
    return Convolution(
      at: &site, level, image: image,
      output: Volume(depth: 1, height: output[1], width: output[2]),
      stride: Volume(depth: 1, height: stride.y, width: stride.x), products: products,
      weights: ConvolutionWeights(zeroPoint: Int16(truncatingIfNeeded: site.scalar(4)))
    ).step(site.unpredictable("the accumulator overflows"))
  }
}

import Graph

/// What CONV2D, CONV3D and TRANSPOSE_CONV2D have in common once they are given three dimensions.
struct DenseConvolution {
  var input: Volume
  var output: Volume
  var kernel: Volume
  var stride = Volume.one
  var dilation = Volume.one
  /// Where the input's first element lands in the image.
  var origin: Volume
  /// The distance between neighbours of the input in the image.
  var spread = Volume.one
  var weightOrder = ConvolutionWeights.Order.stored
  /// Whether the bias comes before the products.
  var biasFirst = false
  var inputChannels: Int
  var outputChannels: Int

  /// Whether the types are those of a TOSA convolution in integers.
  static func accepts(_ operands: Operands) -> Bool {
    operands.are(.int8, .int8, .int32, giving: .int32)
      || operands.are(.int8, .int4, .int32, giving: .int32)
      || operands.are(.int16, .int8, .int48, giving: .int48)
  }

  /// A convolution whose weights' zero points differ can't be run.
  static func limitation(_ operands: Operands) -> String? {
    let points = operands.values.count > 4 ? operands.values[4]?.integers() ?? [] : []
    return points.allSatisfy { $0 == points.first }
      ? nil : "zero points of the weights differ between channels"
  }

  func step(at site: inout OperatorSite, _ level: VectorLevel) -> Step {
    let size = Volume(
      depth: (output.depth - 1) * stride.depth + (kernel.depth - 1) * dilation.depth + 1,
      height: (output.height - 1) * stride.height + (kernel.height - 1) * dilation.height + 1,
      width: (output.width - 1) * stride.width + (kernel.width - 1) * dilation.width + 1)
    let image = ConvolutionImage(
      input: input, inputChannels: inputChannels, origin: origin, spread: spread, size: size,
      zeroPoint: Int16(truncatingIfNeeded: site.scalar(3)))

    // Neighbouring taps of a row are one run unless they are dilated.
    let joined = dilation.width == 1
    var offsets: [Int32] = []
    for z in 0..<kernel.depth {
      for y in 0..<kernel.height {
        for x in 0..<(joined ? 1 : kernel.width) {
          let row = z * dilation.depth * size.height + y * dilation.height
          let element = (row * size.width + x * dilation.width) * inputChannels
          offsets.append(Int32(truncatingIfNeeded: element))
        }
      }
    }
    let products = DotProducts(
      pixelStride: stride.width * inputChannels, offsets: offsets,
      length: (joined ? kernel.width : 1) * inputChannels, channels: outputChannels)
    let weights = ConvolutionWeights(
      zeroPoint: Int16(truncatingIfNeeded: site.scalar(4)), order: weightOrder)
    return Convolution(
      at: &site, level, image: image, output: output, stride: stride, products: products,
      weights: weights, biasFirst: biasFirst
    ).step(site.unpredictable("the accumulator overflows"))
  }
}

import Graph

// CONV2D: with its RESCALE as ExecuTorch emits it, and as a linear layer.
extension Conv2D {
  static let recipes = [
    Recipe("CONV2D INT8", [.conv2D, .rescale], [.cnn: 30, .int: 4]) { $0.convolution() },
    Recipe("linear INT8", [.conv2D, .rescale, .reshape], [.cnn: 6, .int: 2]) { $0.linear() },
  ]
}

extension GraphBuilder {
  fileprivate mutating func convolution() -> Bool {
    let x = image()
    // Every other one is pointwise, as in separable networks.
    let windows =
      dice.once(in: 3)
      ? WindowChoice2D.point(over: x.shape)
      : windows(
        over: x.shape, kernels: EdgeSizes.kernel, isPool: false, taps: limits.work / x.shape[3])
    _ = convolve(x, windows)
    return true
  }

  /// As ExecuTorch lowers a linear layer: a RESHAPE to one pixel, a convolution of one tap, a RESHAPE.
  fileprivate mutating func linear() -> Bool {
    let x = activation()
    let batch = x.shape.rank == 2 ? x.shape[0] : 1
    let size = x.shape.elementCount / batch
    let pixel = reshape(x, [batch, 1, 1, size])
    let y = convolve(pixel, .point(over: pixel.shape))
    _ = reshape(y, [batch, y.shape[3]])
    return true
  }

  /// CONV2D of an INT8 image and its RESCALE.
  mutating func convolve(_ x: GraphValue, _ windows: WindowChoice2D) -> GraphValue {
    let inputs = x.shape[3]
    let positions = windows.positions * x.shape[0]
    let channels = outputChannels(
      positions: positions, workPerChannel: positions * windows.taps * inputs)
    let filter: Shape = [channels, windows.y.kernel, windows.x.kernel, inputs]
    let sums = accumulate(x, filter: filter, taps: windows.taps * inputs, channels: channels) {
      .conv2D(
        Conv2D(
          pad: windows.pad, stride: windows.stride, dilation: windows.dilation, accType: $0))
    } shape: {
      [x.shape[0], windows.y.output, windows.x.output, channels]
    }
    return requantize(sums.value, spread: sums.spread, perChannel: true)
  }

  /// Appends a convolution of INT8 by INT8 constants.
  ///
  /// - Returns: its INT32 sums, and how large they ordinarily are.
  mutating func accumulate(
    _ x: GraphValue, filter: Shape, taps: Int, channels: Int,
    operation: (DType) -> Operation, shape: () -> Shape
  ) -> (value: GraphValue, spread: Double) {
    let zeroPoint = dice.once(in: 24) ? dice.pick(EdgeSizes.zeroPoint) : x.zeroPoint
    let weightZero = dice.once(in: 24) ? dice.pick(EdgeSizes.zeroPoint) : 0
    let weights = weights(filter.elementCount, zeroPoint: weightZero)
    let spread = Double(taps).squareRoot() * 60 * weights.spread
    let products = taps * x.magnitude(less: zeroPoint) * weights.magnitude
    let bias = biases(
      dice.once(in: 12) ? 1 : channels, products: products, spread: spread * 0.5)
    let operands = [
      x.id, constant(Tensor(weights.elements, .int8, filter)),
      constant(Tensor(numbers: bias, .int32, [bias.count])), scalar(zeroPoint, .int8),
      dice.once(in: 3)
        ? spreadScalar(weightZero, .int8, count: channels) : scalar(weightZero, .int8),
    ]
    let largest = bias.reduce(0) { max($0, abs($1)) }
    let value = append(
      operation(.int32), operands, .int32, shape(), range: .around(products + largest))
    return (value, spread)
  }
}

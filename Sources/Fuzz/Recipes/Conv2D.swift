import Graph

// CONV2D: with its RESCALE as ExecuTorch emits it, and as a linear layer.
extension Conv2D {
  static let recipes = [
    Recipe("CONV2D", [.conv2D, .rescale], [.cnn: 30, .int: 8, .fp: 10, .quantizable: 14]) {
      $0.convolution()
    },
    Recipe("linear", [.conv2D, .rescale, .reshape], [.cnn: 6, .int: 2, .fp: 3, .quantizable: 4]) {
      $0.linear()
    },
  ]
}

extension GraphBuilder {
  fileprivate mutating func convolution() -> Bool {
    let types = convolutionTypes()
    let x = image(types.input)
    guard x.shape.elementCount <= limits.elements else { return false }
    // Every third one is pointwise, as in separable networks.
    let windows =
      dice.once(in: 3)
      ? WindowChoice2D.point(over: x.shape)
      : windows(
        over: x.shape, kernels: EdgeSizes.kernel, isPool: false, taps: limits.work / x.shape[3])
    convolve(x, types, windows)
    return true
  }

  /// As ExecuTorch lowers a linear layer: a RESHAPE to one pixel, a convolution of one tap, a RESHAPE.
  fileprivate mutating func linear() -> Bool {
    let types = convolutionTypes()
    let x = value(of: types.input)
    let batch = x.shape.rank == 2 ? x.shape[0] : 1
    let size = x.shape.elementCount / batch
    let pixel = reshape(x, [batch, 1, 1, size])
    let y = convolve(pixel, types, .point(over: pixel.shape))
    _ = reshape(y, [batch, y.shape[3]])
    return true
  }

  /// A linear layer of all elements, to one row of INT8.
  mutating func linearRow(_ x: GraphValue) -> GraphValue? {
    let pixel = reshape(x, [1, 1, 1, x.shape.elementCount])
    let y = convolve(pixel, .int8, .point(over: pixel.shape))
    return y.dtype == .int8 ? reshape(y, [1, y.shape[3]]) : nil
  }

  /// CONV2D of an image and what follows it.
  @discardableResult
  private mutating func convolve(
    _ x: GraphValue, _ types: ConvolutionTypes, _ windows: WindowChoice2D
  ) -> GraphValue {
    let inputs = x.shape[3]
    let positions = windows.positions * x.shape[0]
    var channels = outputChannels(
      positions: positions, workPerChannel: positions * windows.taps * inputs)
    var filter: Shape = [channels, windows.y.kernel, windows.x.kernel, inputs]
    // Weights that an earlier convolution has, if there are some that fit.
    if dice.once(in: 4), let shared = filters.last(where: { $0.type.dtype == types.weight }),
      shared.type.shape.rank == 4,
      shared.type.shape.dimensions.dropFirst() == filter.dimensions.dropFirst(),
      shared.type.shape[0] * positions <= limits.elements
    {
      filter = shared.type.shape
      channels = filter[0]
    }
    let sums = accumulate(
      x, types, filter: filter, taps: windows.taps * inputs, channels: channels,
      output: [x.shape[0], windows.y.output, windows.x.output, channels]
    ) {
      .conv2D(
        Conv2D(
          pad: windows.pad, stride: windows.stride, dilation: windows.dilation, accType: $0))
    }
    return finish(sums)
  }
}

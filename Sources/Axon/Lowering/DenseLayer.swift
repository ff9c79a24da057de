import Graph

/// A convolution in AXON's terms, from which the layer is chosen: fully connected, pointwise or
/// conv2d.
struct DenseLayer {
  /// The operand, NHWC.
  var input: TensorID
  /// Weights in O, C, kh, kw order.
  var weights: [Int8]
  var channels: (input: Int, output: Int)
  var kernel: Spatial2D
  var stride: Spatial2D
  var pad: Padding2D
  var inputZeroPoint: Int
  /// Biases as TOSA has them, one a channel.
  var bias: [Int]
  /// The operator that makes the accumulator.
  var root: Int

  func claim(in context: LoweringContext) throws(Rejection) -> Claim {
    let accumulator = context.block.operators[root].outputs[0]
    let end = try PatternEnd(after: accumulator, in: context)
    let shape = context.type(input).shape
    let isPoint = kernel == Spatial2D(y: 1, x: 1)
    if isPoint, pad != Padding2D() { throw Rejection("AXON's pointwise layer takes no padding") }
    if isPoint, shape.dropLast().allSatisfy({ $0 == 1 }) {
      return try fullyConnected(end, in: context)
    }
    return try convolution(end, isPoint: isPoint, in: context)
  }

  private func fullyConnected(
    _ end: PatternEnd, in context: LoweringContext
  ) throws(Rejection) -> Claim {
    // The operand is taken as it lies: weights follow it.
    let arrangement =
      context.located[input.index]?.arrangement
      ?? Arrangement(inOrder: AxonDims(c: 1, h: 1, w: channels.input))
    var layer = AxonLayer(
      .fullyConnected, operands: [], inputs: [AxonDims(c: 1, h: 1, w: channels.input)],
      output: AxonDims(c: 1, h: 1, w: channels.output),
      filterDims: AxonDims(c: 1, h: channels.output, w: channels.input))
    layer.filter = weights
    for row in 0..<channels.output {
      let start = row * channels.input
      for (element, place) in arrangement.places.enumerated() {
        layer.filter[start + Int(place)] = weights[start + element]
      }
    }
    try scale(&layer, end, isShared: false)
    return try Claim(
      operators: [root], end: end,
      operands: [ClaimOperand(tensor: input, arrangement: arrangement, isFlat: true)],
      layer: layer, arrangement: Arrangement(inOrder: layer.output))
  }

  private func convolution(
    _ end: PatternEnd, isPoint: Bool, in context: LoweringContext
  ) throws(Rejection) -> Claim {
    let shape = context.type(input).shape
    var read = try image(shape, isPoint: isPoint)
    var written = try image(context.type(end.result).shape, isPoint: isPoint)
    if isPoint, stride == Spatial2D(y: 1, x: 1), read.dims.w < 4 {
      // Pixels are independent: one row of them will do.
      read.dims = AxonDims(c: read.dims.c, h: 1, w: read.dims.plane)
      written.dims = AxonDims(c: written.dims.c, h: 1, w: written.dims.plane)
    }
    var layer = AxonLayer(
      isPoint ? .pointwise : .conv2D, operands: [], inputs: [read.dims], output: written.dims,
      filterDims: AxonDims(c: channels.input, h: kernel.y, w: kernel.x))
    layer.filter = weights
    layer.stride = stride
    layer.pad = pad
    try scale(&layer, end, isShared: true)
    return try Claim(
      operators: [root], end: end,
      operands: [
        ClaimOperand(
          tensor: input, arrangement: read,
          zeroPoint: pad == Padding2D() ? nil : inputZeroPoint)
      ],
      layer: layer, arrangement: written)
  }

  /// An NHWC tensor as C, H, W. Pixels of a batch are one row, where pixels are independent.
  private func image(_ shape: Shape, isPoint: Bool) throws(Rejection) -> Arrangement {
    if shape[0] == 1 { return Arrangement(nhwc: shape) }
    guard isPoint, stride == Spatial2D(y: 1, x: 1) else {
      throw Rejection("AXON's layers have no batch, this one has \(shape[0]) images")
    }
    return Arrangement(nhwc: [1, 1, shape[0] * shape[1] * shape[2], shape[3]])
  }

  /// Fills in the bias, the multipliers and the shifts.
  private func scale(
    _ layer: inout AxonLayer, _ end: PatternEnd, isShared: Bool
  ) throws(Rejection) {
    layer.biasPrime = try Self.biasPrime(
      bias, weights: weights, inputZeroPoint: inputZeroPoint)
    try layer.scaleChannels(channels.output, by: end, isShared: isShared)
  }

  /// `bias - zp_in * sum(W)` for each channel: TOSA subtracts the zero point from every element, AXON
  /// does not.
  static func biasPrime(
    _ bias: [Int], weights: [Int8], inputZeroPoint: Int
  ) throws(Rejection) -> [Int32] {
    let length = weights.count / max(bias.count, 1)
    var primes: [Int32] = []
    for (channel, bias) in bias.enumerated() {
      let sum = weights[channel * length..<(channel + 1) * length].reduce(0) { $0 + Int($1) }
      guard let prime = Int32(exactly: bias - inputZeroPoint * sum) else {
        throw Rejection("the bias of channel \(channel) with its zero point exceeds 32 bits")
      }
      primes.append(prime)
    }
    return primes
  }
}

extension AxonLayer {
  /// Fills in multipliers, shifts, zero point and activation from the RESCALE that ends a pattern.
  mutating func scaleChannels(
    _ channels: Int, by end: PatternEnd, isShared: Bool
  ) throws(Rejection) {
    let scales = end.scales.map { Float($0) }
    let perChannel =
      scales.count == channels ? scales : [Float](repeating: scales[0], count: channels)
    (multipliers, shifts) = try Scaling.multipliers(
      for: perChannel, format: end.format,
      // A shift a channel costs a fully connected layer five times the ticks.
      isShared: isShared || scales.count == 1)
    try give(end.format)
    activation = end.activation
  }
}

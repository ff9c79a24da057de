import Graph

extension GraphBuilder {
  /// The shape of an NHWC tensor, small in most ways at most of the time.
  mutating func imageShape() -> Shape {
    let batch = dice.once(in: 24) ? dice.integer(in: 2...3) : 1
    var height = dice.pick(EdgeSizes.spatial)
    var width = dice.once(in: 2) ? height : dice.pick(EdgeSizes.spatial)
    var channels = dice.pick(EdgeSizes.channels)
    switch dice.integer(in: 0...23) {
    case 0: (height, width, channels) = (1, dice.pick(EdgeSizes.long), 1)
    case 1: (height, width, channels) = (dice.pick(EdgeSizes.long), 1, 1)
    case 2: (height, width, channels) = (1, 1, dice.pick(EdgeSizes.manyChannels))
    case 3:
      (height, width, channels) = (1, dice.integer(in: 1...4), dice.pick(EdgeSizes.manyChannels))
    default: break
    }
    while batch * height * width * channels > limits.elements {
      if channels > 4 {
        channels = (channels + 1) / 2
      } else if height >= width {
        height = (height + 1) / 2
      } else {
        width = (width + 1) / 2
      }
    }
    return [batch, height, width, channels]
  }

  /// A new INT8 input as an NHWC image: as it is, or as ExecuTorch hands it over, NCHW and transposed.
  mutating func newImage() -> GraphValue {
    let shape = imageShape()
    let zeroPoint = dice.pick(EdgeSizes.zeroPoint)
    guard dice.once(in: 3) else { return input(.int8, shape, zeroPoint: zeroPoint) }
    let x = input(.int8, [shape[0], shape[3], shape[1], shape[2]], zeroPoint: zeroPoint)
    return transpose(x, [0, 2, 3, 1])
  }

  /// An INT8 tensor of rank 4 to read, a new input if there is none.
  mutating func image() -> GraphValue {
    if inputCount > 0, inputCount >= 6 || !dice.once(in: 24),
      let value = operand(where: { $0.dtype == .int8 && $0.shape.rank == 4 })
    {
      return value
    }
    return newImage()
  }

  /// An INT8 tensor of any shape to read.
  mutating func activation() -> GraphValue {
    operand { $0.dtype == .int8 } ?? newImage()
  }

  /// How many output channels a convolution may have.
  mutating func outputChannels(positions: Int, workPerChannel: Int) -> Int {
    let most = min(limits.elements / positions, limits.work / max(workPerChannel, 1))
    let table = dice.once(in: 24) ? EdgeSizes.manyChannels : EdgeSizes.channels
    return dice.size(from: table, upTo: max(most, 1))
  }
}

import Graph

extension NetworkSketch {
  /// A box of a tensor, with steps now and then, now and then all of it.
  @discardableResult
  mutating func slice(of value: Value) -> Value {
    var begin = AxonDims(c: 0, h: 0, w: 0)
    var end = value.dims
    var step = AxonDims(c: 1, h: 1, w: 1)
    let isWhole = random.isOneIn(10)
    for axis in AxonAxis.allCases where !isWhole {
      begin[axis] = random.integer(in: 0...value.dims[axis] - 1)
      end[axis] = random.integer(in: begin[axis] + 1...value.dims[axis])
      if random.isOneIn(3) { step[axis] = random.integer(in: 1...3) }
    }
    return box(of: value, begin, end, step, zeroPoint: random.zeroPoint())
  }

  /// A range of a tensor's channels, with another zero point.
  mutating func channels(_ range: Range<Int>, of value: Value) -> Value {
    var begin = AxonDims(c: 0, h: 0, w: 0)
    var end = value.dims
    (begin.c, end.c) = (range.lowerBound, range.upperBound)
    return box(
      of: value, begin, end, AxonDims(c: 1, h: 1, w: 1), zeroPoint: random.zeroPoint())
  }

  /// The same elements in another shape.
  @discardableResult
  mutating func reshape(_ value: Value) -> Value {
    var sizes = [1, 1, 1]
    var rest = value.dims.count
    var factor = 2
    while rest > 1 {
      if rest % factor == 0 {
        sizes[random.integer(in: 0...2)] *= factor
        rest /= factor
      } else {
        factor += 1
      }
    }
    var layer = layer(.reshape, of: value)
    layer.output = AxonDims(c: sizes[0], h: sizes[1], w: sizes[2])
    layer.outputZeroPoint = value.zeroPoint
    scaleMove(&layer)
    return append(layer)
  }

  /// What a stream keeps of its past: the newest rows push out the oldest.
  mutating func shiftRegister() {
    var window = input.dims
    let kept = random.integer(in: 1...5)
    window.h += kept
    var state = AxonLayer(
      .persistentVariable, operands: [.layer(2)], inputs: [input.dims], output: input.dims)
    state.inputs[0].h = kept
    state.output.h = kept
    state.outputZeroPoint = input.zeroPoint
    scaleMove(&state)
    let past = append(state)
    let joined = concat(past, input, along: .h)
    _ = box(
      of: joined, AxonDims(c: 0, h: input.dims.h, w: 0), window, AxonDims(c: 1, h: 1, w: 1),
      zeroPoint: input.zeroPoint)
    depthwise(of: joined, keepsSize: random.isOneIn(2))
  }

  /// Layers that only move data have scales, which nothing uses.
  func scaleMove(_ layer: inout AxonLayer) {
    layer.multipliers = [1]
    layer.shifts = [0]
  }

  private mutating func box(
    of value: Value, _ begin: AxonDims, _ end: AxonDims, _ step: AxonDims, zeroPoint: Int
  ) -> Value {
    var layer = layer(.stridedSlice, of: value)
    layer.slice = AxonLayer.Slice(begin: begin, end: end, step: step)
    for axis in AxonAxis.allCases {
      layer.output[axis] = (end[axis] - begin[axis] + step[axis] - 1) / step[axis]
    }
    layer.outputZeroPoint = zeroPoint
    scaleMove(&layer)
    return append(layer)
  }
}

import Graph

extension NetworkSketch {
  /// ADD of two tensors or of one and a constant.
  mutating func sum() {
    if random.isOneIn(2) {
      addConstant(to: input)
    } else {
      let pair = pairOfOperands()
      add(pair.0, pair.1)
    }
  }

  /// MUL of two tensors or of one and a constant.
  mutating func product() {
    if random.isOneIn(2) {
      multiplyByConstant(input)
    } else {
      let pair = pairOfOperands()
      multiply(pair.0, pair.1)
    }
  }

  /// CONCAT of two tensors.
  mutating func join() {
    let pair = pairOfOperands(canBroadcast: false)
    concat(pair.0, pair.1, along: random.one(of: AxonAxis.allCases))
  }

  @discardableResult
  mutating func add(_ first: Value, _ second: Value) -> Value {
    var layer = layer(.add, of: first)
    layer.operands.append(second.operand)
    layer.inputs.append(second.dims)
    scaleSum(&layer, zeroPoints: (first.zeroPoint, second.zeroPoint))
    return append(layer)
  }

  mutating func addConstant(to value: Value) {
    var layer = layer(.add, of: value)
    constant(&layer)
    scaleSum(&layer, zeroPoints: (value.zeroPoint, layer.inputZeroPoint))
    append(layer)
  }

  @discardableResult
  mutating func multiply(_ first: Value, _ second: Value) -> Value {
    var layer = layer(.multiply, of: first)
    layer.operands.append(second.operand)
    layer.inputs.append(second.dims)
    scaleProduct(&layer)
    return append(layer)
  }

  mutating func multiplyByConstant(_ value: Value) {
    var layer = layer(.multiply, of: value)
    constant(&layer)
    scaleProduct(&layer)
    append(layer)
  }

  @discardableResult
  mutating func concat(_ first: Value, _ second: Value, along axis: AxonAxis) -> Value {
    var layer = layer(.concat, of: first)
    layer.operands.append(second.operand)
    layer.inputs.append(second.dims)
    layer.output[axis] += second.dims[axis]
    layer.concatAxis = axis
    layer.outputZeroPoint = first.zeroPoint
    scaleMove(&layer)
    return append(layer)
  }

  /// The input and a layer of it, in either order, or two slices of the input; now and then the second
  /// has one value a channel.
  private mutating func pairOfOperands(canBroadcast: Bool = true) -> (Value, Value) {
    if canBroadcast && random.isOneIn(25) && input.dims.plane > 1 && input.dims.h <= 64
      && input.dims.w <= 64
    {
      return (input, globalMean(of: input))
    }
    if external.dims.c > 1 && random.isOneIn(2) {
      let half = external.dims.c / 2
      let first = channels(0..<half, of: input)
      return (first, channels(half..<2 * half, of: input))
    }
    let other = depthwise(of: input, keepsSize: true)
    return random.isOneIn(2) ? (input, other) : (other, input)
  }

  private mutating func globalMean(of value: Value) -> Value {
    var layer = layer(.mean, of: value)
    layer.filterDims = value.dims
    layer.stride = Spatial2D(y: min(31, value.dims.h), x: min(31, value.dims.w))
    layer.output = AxonDims(c: value.dims.c, h: 1, w: 1)
    layer.biasPrime = [Int32(-value.zeroPoint * value.dims.plane)]
    layer.outputZeroPoint = random.zeroPoint()
    scale(&layer, deviations: [74 * Double(value.dims.plane).squareRoot()], isShared: true)
    return append(layer)
  }

  /// A constant of the full size, one value a channel, or one value.
  private mutating func constant(_ layer: inout AxonLayer) {
    let dims = layer.inputs[0]
    var shape =
      switch random.integer(in: 0...2) {
      case 0: dims
      case 1: AxonDims(c: dims.c, h: 1, w: 1)
      default: AxonDims(c: 1, h: 1, w: 1)
      }
    // A known defect, which a few are enough for.
    if shape.count == 1 && dims.plane == 1 && !random.isOneIn(4) { shape = dims }
    layer.filterDims = shape
    layer.filter = random.weights(count: shape.count)
    layer.inputZeroPoint = random.zeroPoint()
  }

  private mutating func scaleSum(_ layer: inout AxonLayer, zeroPoints: (Int, Int)) {
    layer.activation = random.isOneIn(3) ? .relu : .none
    layer.outputZeroPoint = random.zeroPoint()
    let scales = [random.powerOf2(-4, 1), random.powerOf2(-4, 1)]
    let largest = scales.map {
      Self.largestShift(for: $0, zeroPoint: layer.outputZeroPoint, 15)
    }
    let shift = random.isOneIn(4) ? random.integer(in: 0...8) : largest.min() ?? 8
    let unit = Double(sign: .plus, exponent: shift, significand: 1)
    layer.shifts = [shift]
    layer.multipliers = scales.map { Int32(($0 * unit).rounded(.toNearestOrEven)) }
    if random.isOneIn(6) { layer.multipliers[1] *= -1 }
    let bias =
      Double(zeroPoints.0) * Double(layer.multipliers[0])
      + Double(zeroPoints.1) * Double(layer.multipliers[1])
    layer.biasPrime = [Int32(clamping: Int(-bias))]
  }

  private mutating func scaleProduct(_ layer: inout AxonLayer) {
    layer.activation = random.isOneIn(3) ? .relu : .none
    layer.outputZeroPoint = random.zeroPoint()
    scale(&layer, deviations: [7_500], isShared: true, bits: 30)
  }
}

import Graph

extension NetworkSketch {
  /// Fully connected, with one scale or, less often, one a channel.
  @discardableResult
  mutating func fullyConnected(
    of value: Value, to size: Int, byteWidth: Int = 1, activation: AxonActivation? = nil
  ) -> Value {
    let flat = AxonDims(c: 1, h: 1, w: value.dims.count)
    var layer = layer(.fullyConnected, of: value)
    layer.inputs = [flat]
    layer.output = AxonDims(c: 1, h: 1, w: size, byteWidth: byteWidth)
    layer.filterDims = AxonDims(c: 1, h: size, w: flat.w)
    layer.activation = activation ?? random.activation()
    layer.outputZeroPoint = zeroPoint(for: layer)
    let isShared = activation != nil || !random.isOneIn(3)
    weigh(&layer, rows: size, length: flat.w, zeroPoint: value.zeroPoint, isShared: isShared)
    if !isShared && layer.shifts.count == 1 {
      layer.shifts = Array(repeating: layer.shifts[0], count: size)
    }
    return append(layer)
  }

  /// CONV2D, mostly of small windows.
  @discardableResult
  mutating func convolution(
    of value: Value, channels: Int? = nil, byteWidth: Int = 1, keepsSize: Bool = false
  ) -> Value {
    var layer = layer(.conv2D, of: value)
    let count = channels ?? random.integer(in: 1...(value.dims.c > 64 ? 3 : 7))
    window(&layer, isConvolution: true, keepsSize: keepsSize)
    // One tap is a pointwise layer.
    if layer.filterDims.plane == 1 && layer.pad == Padding2D() {
      return depthwise(of: value, byteWidth: byteWidth, keepsSize: keepsSize)
    }
    layer.filterDims.c = value.dims.c
    layer.output.c = count
    layer.output.byteWidth = byteWidth
    layer.activation = random.activation()
    layer.outputZeroPoint = zeroPoint(for: layer)
    weigh(&layer, rows: count, length: layer.filterDims.count, zeroPoint: value.zeroPoint)
    return append(layer)
  }

  /// A depthwise convolution.
  @discardableResult
  mutating func depthwise(
    of value: Value, byteWidth: Int = 1, keepsSize: Bool = false
  ) -> Value {
    var layer = layer(.depthwise, of: value)
    window(&layer, isConvolution: true, keepsSize: keepsSize)
    layer.filterDims.c = value.dims.c
    layer.output.byteWidth = byteWidth
    layer.activation = random.activation()
    layer.outputZeroPoint = zeroPoint(for: layer)
    weigh(
      &layer, rows: value.dims.c, length: layer.filterDims.plane, zeroPoint: value.zeroPoint)
    return append(layer)
  }

  /// A pointwise convolution, of stride 1 mostly.
  @discardableResult
  mutating func pointwise(
    of value: Value, channels: Int? = nil, byteWidth: Int = 1, keepsSize: Bool = false
  ) -> Value {
    var layer = layer(.pointwise, of: value)
    let count = channels ?? random.integer(in: 1...9)
    layer.filterDims = AxonDims(c: value.dims.c, h: 1, w: 1)
    if !keepsSize && random.isOneIn(5) {
      layer.stride = Spatial2D(y: random.integer(in: 1...3), x: random.integer(in: 1...2))
    }
    layer.output = AxonDims(
      c: count, h: (value.dims.h - 1) / layer.stride.y + 1,
      w: (value.dims.w - 1) / layer.stride.x + 1, byteWidth: byteWidth)
    layer.activation = random.activation()
    layer.outputZeroPoint = zeroPoint(for: layer)
    weigh(&layer, rows: count, length: value.dims.c, zeroPoint: value.zeroPoint)
    return append(layer)
  }

  /// Fixed-point numbers for softmax, sigmoid and tanh have none.
  private mutating func zeroPoint(for layer: AxonLayer) -> Int {
    layer.output.byteWidth == 1 ? random.zeroPoint() : 0
  }
}

extension SplitMix64 {
  /// None, ReLU or, less often, leaky ReLU.
  mutating func activation() -> AxonActivation {
    switch integer(in: 0...8) {
    case 0...3: .none
    case 4...7: .relu
    default: .leakyReLU
    }
  }
}

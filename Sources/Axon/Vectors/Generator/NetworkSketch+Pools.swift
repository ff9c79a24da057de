import Graph

extension NetworkSketch {
  /// Average pooling; a window as large as its axis belongs to MEAN.
  @discardableResult
  mutating func averagePool(of value: Value) -> Value {
    var layer = layer(.averagePool, of: value)
    window(&layer, isConvolution: false, canPad: false)
    average(&layer, zeroPoint: value.zeroPoint)
    return append(layer)
  }

  /// The mean over rows, columns or both.
  @discardableResult
  mutating func mean(of value: Value) -> Value {
    var layer = layer(.mean, of: value)
    let axes = random.integer(in: 0...3)
    let spansH = axes != 1 && value.dims.h <= 64
    let spansW = axes != 2 && value.dims.w <= 64
    layer.filterDims = AxonDims(
      c: value.dims.c, h: spansH ? value.dims.h : 1, w: spansW ? value.dims.w : 1)
    layer.stride = Spatial2D(y: min(31, layer.filterDims.h), x: min(31, layer.filterDims.w))
    layer.output.h = spansH ? 1 : value.dims.h
    layer.output.w = spansW ? 1 : value.dims.w
    average(&layer, zeroPoint: value.zeroPoint)
    return append(layer)
  }

  /// Max pooling, mostly without scaling.
  @discardableResult
  mutating func maxPool(of value: Value) -> Value {
    var layer = layer(.maxPool, of: value)
    window(&layer, isConvolution: false)
    if layer.poolsToSum && !random.isOneIn(4) {
      layer.filterDims = AxonDims(c: value.dims.c, h: 1, w: 1)
      layer.pad = Padding2D()
      layer.stride = Spatial2D(y: 1, x: 1)
      layer.output = value.dims
    }
    if random.isOneIn(2) {
      layer.multipliers = [1]
      layer.shifts = [0]
      layer.outputZeroPoint = random.isOneIn(2) ? 0 : random.zeroPoint()
    } else {
      layer.outputZeroPoint = random.zeroPoint()
      scale(&layer, deviations: [74], isShared: true)
    }
    return append(layer)
  }

  private mutating func average(_ layer: inout AxonLayer, zeroPoint: Int) {
    let area = layer.filterDims.plane
    layer.biasPrime = [Int32(-zeroPoint * area)]
    layer.activation = random.isOneIn(3) ? .relu : .none
    layer.outputZeroPoint = random.zeroPoint()
    if random.isOneIn(2) {
      // As the lowering has it.
      let shift = Self.largestShift(for: 1 / Double(area), zeroPoint: layer.outputZeroPoint, 25)
      let unit = Double(sign: .plus, exponent: shift, significand: 1)
      layer.shifts = [shift]
      layer.multipliers = [Int32((unit / Double(area)).rounded(.toNearestOrEven))]
    } else {
      scale(&layer, deviations: [74 * Double(area).squareRoot()], isShared: true)
    }
  }
}

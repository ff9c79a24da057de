import Graph

extension NetworkSketch {
  /// Sets window, stride, padding and the size of the output.
  ///
  /// - Parameters:
  ///   - isConvolution: whether limits are those of a convolution, else of a pool.
  ///   - keepsSize: whether padding makes the output as large as the input.
  mutating func window(
    _ layer: inout AxonLayer, isConvolution: Bool, canPad: Bool = true, keepsSize: Bool = false
  ) {
    let dims = layer.inputs[0]
    let limit = isConvolution ? 16 : 32
    let widest = isConvolution && dims.h == 1 ? 32 : limit
    if keepsSize {
      let (kh, kw) = (
        random.integer(in: 1...min(5, dims.h)), random.integer(in: 1...min(5, dims.w))
      )
      layer.filterDims = AxonDims(c: dims.c, h: kh, w: kw)
      layer.pad = Padding2D(
        top: (kh - 1) / 2, bottom: kh / 2, left: (kw - 1) / 2, right: kw / 2)
      return
    }
    let isLarge = random.isOneIn(8)
    let padding = canPad ? random.integer(in: 0...2) : 0
    let vertical = axis(dims.h, limit: isLarge ? limit : min(limit, 5), padding: padding)
    let horizontal = axis(dims.w, limit: isLarge ? widest : min(widest, 5), padding: padding)
    layer.filterDims = AxonDims(c: dims.c, h: vertical.window, w: horizontal.window)
    layer.pad = Padding2D(
      top: vertical.before, bottom: vertical.after, left: horizontal.before,
      right: horizontal.after)
    layer.stride = Spatial2D(y: vertical.stride, x: horizontal.stride)
    layer.output.h = vertical.count
    layer.output.w = horizontal.count
  }

  /// A window along one axis.
  private struct Axis {
    var window: Int
    var before: Int
    var after: Int
    var stride: Int
    var count: Int
  }

  /// - Parameter padding: 0 none, 1 any below the window, 2 as much as keeps the size.
  private mutating func axis(_ size: Int, limit: Int, padding: Int) -> Axis {
    var (before, after) = (0, 0)
    let window = random.integer(in: 1...min(limit, padding == 0 ? size : size + 2))
    switch padding {
    case 1 where window > 1:
      // Without padding above, a window must fit into what is there.
      before = random.integer(in: max(0, window - size)...min(15, window - 1))
      after = random.integer(in: 0...min(15, window - 1))
    case 2:
      (before, after) = ((window - 1) / 2, window / 2)
      before = max(before, min(window - size, window - 1))
    default: break
    }
    let rest = size + before + after - window
    let stride: Int =
      switch random.integer(in: 0...11) {
      case 0...6: 1
      case 7...9: random.integer(in: 1...4)
      case 10: window <= 31 ? window : 31
      default: random.integer(in: 1...31)
      }
    return Axis(
      window: window, before: before, after: after, stride: stride, count: rest / stride + 1)
  }
}

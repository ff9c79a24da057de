import Graph

/// A window that slides over a plane.
struct Window: Sendable {
  let height: Int
  let width: Int
  private(set) var stride: Spatial2D
  let dilation: Spatial2D
  private(set) var pad: Padding2D

  /// The window of a layer; checks that it gives the layer's output size.
  init(_ site: LayerSite) throws(InvalidInput) {
    let layer = site.layer
    height = layer.filterDims.h
    width = layer.filterDims.w
    stride = layer.stride
    dilation = layer.dilation
    pad = layer.pad
    try site.require(
      height > 0 && width > 0 && stride.y > 0 && stride.x > 0 && dilation.y > 0 && dilation.x > 0,
      "window, stride and dilation start at 1")
    let input = layer.inputs[0]
    let spanY = (height - 1) * dilation.y + 1
    let spanX = (width - 1) * dilation.x + 1
    let restY = input.h + pad.top + pad.bottom - spanY
    let restX = input.w + pad.left + pad.right - spanX
    try site.require(restY >= 0 && restX >= 0, "the window is larger than the padded input")
    let h = restY / stride.y + 1
    let w = restX / stride.x + 1
    try site.require(
      layer.output.h == h && layer.output.w == w,
      "gives \(h) x \(w), the output is declared as \(layer.output)")
  }

  /// The same window, moved by 1 in each direction and never over padding.
  var unitSteps: Window {
    var copy = self
    copy.stride = Spatial2D(y: 1, x: 1)
    copy.pad = Padding2D()
    return copy
  }

  /// The rows of a plane that the window of output row `y` covers, padding cut off.
  func rows(_ y: Int, of input: AxonDims) -> Range<Int> {
    let top = y &* stride.y &- pad.top
    let first = min(max(top, 0), input.h)
    return first..<max(min(top &+ height, input.h), first)
  }

  /// The columns of a plane that the window of output column `x` covers, padding cut off.
  func columns(_ x: Int, of input: AxonDims) -> Range<Int> {
    let left = x &* stride.x &- pad.left
    let first = min(max(left, 0), input.w)
    return first..<max(min(left &+ width, input.w), first)
  }
}

import Graph

/// The sizes and windows of a pool over an NHWC tensor.
struct PoolAxes: Sendable {
  let batches, height, width, channels: Int
  let rows, columns: WindowAxis

  init(_ input: Shape, _ output: Shape, kernel: Spatial2D, stride: Spatial2D, pad: Padding2D) {
    (batches, height, width, channels) = (input[0], input[1], input[2], input[3])
    rows = WindowAxis(
      size: height, output: output[1], kernel: kernel.y, stride: stride.y, padBefore: pad.top)
    columns = WindowAxis(
      size: width, output: output[2], kernel: kernel.x, stride: stride.x, padBefore: pad.left)
  }

  /// Where a pixel's channels start.
  func offset(_ batch: Int, _ y: Int, _ x: Int) -> Int {
    ((batch &* height &+ y) &* width &+ x) &* channels
  }
}

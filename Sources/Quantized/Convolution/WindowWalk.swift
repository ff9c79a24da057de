/// The order in which windows are visited: runs of output pixels whose windows are equally far apart.
struct WindowWalk: Sendable {
  /// Runs of the outer two dimensions, and output pixels of one run.
  private let depths: Int
  private let rows: Int
  let pixels: Int
  /// Elements of the image from one run's first window to the next one's.
  private let depthStep: Int
  private let rowStep: Int

  /// Rows are joined where the step from one to the next is that from pixel to pixel.
  init(output: Volume, stride: Volume, image: ConvolutionImage) {
    let column = stride.width * image.channels
    let row = stride.height * image.size.width * image.channels
    let depth = stride.depth * image.size.height * image.size.width * image.channels
    if output.height == 1 || row == column * output.width {
      let joined = output.height * output.width
      if output.depth == 1 || depth == column * joined {
        (depths, rows, pixels) = (1, 1, output.depth * joined)
      } else {
        (depths, rows, pixels) = (output.depth, 1, joined)
      }
    } else {
      (depths, rows, pixels) = (output.depth, output.height, output.width)
    }
    (depthStep, rowStep) = (depth, row)
  }

  /// Calls `body` with the first window of each run in the image and the run's first output pixel;
  /// stops when it returns false.
  func forEachRun(_ body: (_ window: Int, _ pixel: Int) -> Bool) -> Bool {
    for depth in 0..<depths {
      for row in 0..<rows
      where !body(depth * depthStep + row * rowStep, (depth * rows + row) * pixels) {
        return false
      }
    }
    return true
  }
}

import Graph

/// The windows of a pooling operator over an NHWC tensor, without what lies in the padding.
struct PoolWindows: Sendable {
  /// Columns of the input.
  let width: Int
  private let batches: Int
  private let height: Int
  private let rows: [Range<Int>]
  private let columns: [Range<Int>]

  /// One window: its rows, counted over all batches, its columns, and the output pixel it is for.
  struct Window {
    var rows: Range<Int>
    var columns: Range<Int>
    var output: Int
  }

  init(input: Shape, output: Shape, kernel: Spatial2D, stride: Spatial2D, pad: Padding2D) {
    (batches, height, width) = (input[0], input[1], input[2])
    func ranges(_ count: Int, _ size: Int, _ kernel: Int, _ stride: Int, _ pad: Int) -> [Range<Int>]
    {
      (0..<count).map { index in
        let start = index * stride - pad
        let lower = min(max(start, 0), size)
        return lower..<max(lower, min(start + kernel, size))
      }
    }
    rows = ranges(output[1], height, kernel.y, stride.y, pad.top)
    columns = ranges(output[2], width, kernel.x, stride.x, pad.left)
  }

  func forEach(_ body: (Window) -> Void) {
    var output = 0
    for batch in 0..<batches {
      let top = batch * height
      for row in rows {
        for column in columns {
          body(
            Window(
              rows: top + row.lowerBound..<top + row.upperBound, columns: column, output: output))
          output += 1
        }
      }
    }
  }
}

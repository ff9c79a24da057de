import Graph

/// One spatial axis of a convolution or pool: for each output position, which taps lie on the input.
struct WindowAxis: Sendable {
  /// The part of a window that lies on the input.
  struct Window: Sendable, Equatable {
    /// The first tap that does.
    var first: Int
    /// One past the last tap that does.
    var end: Int
    /// The input position of tap 0, which may be off the input.
    var origin: Int

    /// The number of taps on the input.
    var count: Int { max(end - first, 0) }
  }

  /// For each output position.
  let windows: [Window]
  /// Output positions, as stretches of neighbours whose windows have the same taps.
  let stretches: [Range<Int>]
  /// The distance between two taps.
  let dilation: Int
  /// The distance between two windows.
  let stride: Int

  /// The axis of an input of `size` elements.
  init(
    size: Int, output: Int, kernel: Int, stride: Int, dilation: Int = 1, padBefore: Int
  ) {
    self.dilation = dilation
    self.stride = stride
    let windows = (0..<output).map { position in
      let origin = position * stride - padBefore
      let first = origin >= 0 ? 0 : (-origin + dilation - 1) / dilation
      let end = min(kernel, size > origin ? (size - origin + dilation - 1) / dilation : 0)
      return Window(first: min(first, kernel), end: max(end, min(first, kernel)), origin: origin)
    }
    var stretches: [Range<Int>] = []
    for (position, window) in windows.enumerated() {
      if let last = stretches.last, windows[last.lowerBound].first == window.first,
        windows[last.lowerBound].end == window.end
      {
        stretches[stretches.count - 1] = last.lowerBound..<position + 1
      } else {
        stretches.append(position..<position + 1)
      }
    }
    self.windows = windows
    self.stretches = stretches
  }
}

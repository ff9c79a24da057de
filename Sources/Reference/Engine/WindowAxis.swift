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
    windows = (0..<output).map { position in
      let origin = position * stride - padBefore
      let first = origin >= 0 ? 0 : (-origin + dilation - 1) / dilation
      let end = min(kernel, size > origin ? (size - origin + dilation - 1) / dilation : 0)
      return Window(first: min(first, kernel), end: max(end, min(first, kernel)), origin: origin)
    }
  }
}

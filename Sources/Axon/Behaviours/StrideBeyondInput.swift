import Graph

extension KnownDefect {
  /// A convolution whose windows lie further apart than the input is wide or high.
  ///
  /// Of 1,056 measured layers with a kernel wider than the input all 42 that step beyond the width were
  /// wrong from the second column on, and no other; of 576 small layers 40 step beyond the height, 34
  /// of which were wrong from the second row on, and no other.
  public static let strideBeyondInput = KnownDefect(
    "conv_stride_beyond_input",
    "a convolution of several channels that steps by more than the input's width or height gives wrong "
      + "values from the second column or row on",
    advice: "Split off the columns or rows: each sees padding and one edge of the input alone.",
    formula: .unknown
  ) { layer in
    guard layer.operation == .conv2D, layer.inputs[0].c > 1 else { return nil }
    if layer.output.w > 1, layer.stride.x > layer.inputs[0].w {
      return "the horizontal stride is \(layer.stride.x), the input \(layer.inputs[0])"
    }
    if layer.output.h > 1, layer.stride.y > layer.inputs[0].h {
      return "the vertical stride is \(layer.stride.y), the input \(layer.inputs[0])"
    }
    return nil
  }
}

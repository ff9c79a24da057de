import Graph

extension KnownDefect {
  /// A convolution whose windows lie further apart than the input is wide.
  ///
  /// Of 1,056 measured layers with a kernel wider than the input all 42 of this form were wrong from
  /// the second column on, and no other.
  public static let strideBeyondWidth = KnownDefect(
    "conv_stride_beyond_width",
    "a convolution of several channels that steps by more than the input's width gives wrong values "
      + "from the second column on",
    advice: "Split off the columns: each sees padding and one edge of the input alone.",
    formula: .unknown
  ) { layer in
    guard layer.operation == .conv2D, layer.inputs[0].c > 1, layer.output.w > 1,
      layer.stride.x > layer.inputs[0].w
    else { return nil }
    return "the horizontal stride is \(layer.stride.x), the input \(layer.inputs[0])"
  }
}

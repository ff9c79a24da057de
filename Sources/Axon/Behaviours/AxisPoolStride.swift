import Graph

extension KnownDefect {
  /// An average over one axis steps along the other one element by element.
  public static let axisPoolStride = KnownDefect(
    "axis_pool_stride",
    "an average over all rows, or all columns, ignores the stride along the other axis",
    advice: "Pool with stride 1, and take every n-th element with a strided slice.",
    formula: .own
  ) { layer in
    guard layer.operation == .averagePool || layer.operation == .mean, layer.ignoresStride else {
      return nil
    }
    return "the output is \(layer.output), the stride \(layer.stride.y) x \(layer.stride.x)"
  }

  /// Such an average, and one to a single value, without a shift is the plain sum.
  public static let unscaledAverage = KnownDefect(
    "unscaled_average",
    "an average over all rows or columns with shift 0 and no activation gives the saturated sum, "
      + "without multiplier and zero point",
    advice: "Use a shift: an average is a fraction of the sum.",
    formula: .own,
    distortion: { scalings, layer in
      guard layer.isUnscaledAverage else { return }
      for channel in scalings.indices { scalings[channel].leaveOut() }
    }
  ) { layer in
    guard layer.isUnscaledAverage else { return nil }
    return "the shift is 0, the multiplier \(layer.multipliers.first ?? 0), the zero point "
      + "\(layer.outputZeroPoint)"
  }
}

extension AxonLayer {
  /// Whether 1.4.0 moves the window by 1 along the axis that is left, if this is an average.
  var ignoresStride: Bool {
    poolsToSum && ((output.h > 1 && stride.y > 1) || (output.w > 1 && stride.x > 1))
  }

  fileprivate var isUnscaledAverage: Bool {
    (operation == .averagePool || operation == .mean) && leavesScaleOut
      && (outputZeroPoint != 0 || multipliers.first != 1)
  }

  /// Whether 1.4.0 leaves the output stage out, if this is a pool.
  var leavesScaleOut: Bool { poolsToSum && activation == .none && shifts.first == 0 }
}

extension ChannelScaling {
  /// Makes it one that changes nothing, but for saturation.
  mutating func leaveOut() {
    negative = 1
    positive = 1
    zeroPoint = 0
  }
}

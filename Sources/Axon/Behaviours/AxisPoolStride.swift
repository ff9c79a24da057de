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

  /// Such an average, and one to a single value, without a scale has no zero point.
  public static let unscaledAverage = KnownDefect(
    "unscaled_average",
    "an average over all rows or columns with multiplier 1 and shift 0 leaves its zero point out",
    advice: "Scale the average: a plain sum has no use for a zero point.",
    formula: .own,
    distortion: { scalings, layer in
      guard layer.isUnscaledAverage else { return }
      for channel in scalings.indices { scalings[channel].zeroPoint = 0 }
    }
  ) { layer in
    guard layer.isUnscaledAverage else { return nil }
    return "the multiplier is 1, the shift 0 and the zero point \(layer.outputZeroPoint)"
  }
}

extension AxonLayer {
  /// Whether 1.4.0 moves the window by 1 along the axis that is left, if this is an average.
  var ignoresStride: Bool {
    poolsToSum && ((output.h > 1 && stride.y > 1) || (output.w > 1 && stride.x > 1))
  }

  fileprivate var isUnscaledAverage: Bool {
    (operation == .averagePool || operation == .mean) && poolsToSum && outputZeroPoint != 0
      && multipliers.first == 1 && shifts.first == 0
  }
}

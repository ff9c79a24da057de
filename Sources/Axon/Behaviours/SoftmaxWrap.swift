import Graph

extension KnownDefect {
  /// Softmax of logits that are very far apart.
  public static let softmaxWrap = KnownDefect(
    "softmax_wrap",
    "a logit more than about 2040 below the largest wraps, and counts as the largest",
    advice: "Check the scale of the logits: such differences mean nothing to softmax.",
    formula: .own, recognition: .values,
    in: { layer, network in
      guard layer.operation == .softmax, case .layer(let index)? = layer.operands.first,
        network.layers.indices.contains(index)
      else { return nil }
      guard let spread = network.layers[index].largestSpread, spread > WrappedLogits.reach else {
        return nil
      }
      return "the logits can be \(Int((spread / 4096).rounded())) apart"
    })
}

extension AxonLayer {
  /// The largest distance of two outputs that INT8 operands can lead to, in units of the output.
  fileprivate var largestSpread: Double? {
    let ranges = accumulatorRanges
    guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max(),
      let multiplier = multipliers.first, let shift = shifts.first, (0...62).contains(shift)
    else { return nil }
    let unit = Double(sign: .plus, exponent: shift, significand: 1)
    let ends = [low, high].map { end in
      min(max(Double(end) * Double(multiplier), -0x1p31), 0x1p31) / unit
    }
    return (ends[0] - ends[1]).magnitude
  }
}

/// What 1.4.0 makes of logits beyond the 24 bits that it computes exponentials of.
enum WrappedLogits {
  /// The largest distance from the largest logit, which is moved to 31182, that 24 bits hold.
  static let reach = Double((1 << 23) + 31_182)
  /// The largest exponential in q11.12.
  static let largest = Int32((1 << 24) - 1)

  /// The number that is left of a shifted logit in 24 bits.
  static func wrap(_ shifted: Int64) -> Int64 {
    let low = shifted & 0xff_ffff
    return low >= 1 << 23 ? low - (1 << 24) : low
  }
}

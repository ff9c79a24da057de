import Graph

extension KnownDefect {
  /// A fully connected layer whose channels differ in shift wraps instead of saturating.
  public static let fullyConnectedShiftWrap = KnownDefect(
    "fc_shift_wrap", "a result beyond the output's range wraps modulo 256 instead of saturating",
    advice: "Give the channels one shift, or calibrate so that no logit saturates.",
    formula: .own, recognition: .values,
    distortion: { scalings, layer in
      guard layer.hasUnequalShifts else { return }
      for channel in scalings.indices { scalings[channel].saturates = false }
    }
  ) { layer in
    guard layer.hasUnequalShifts, let low = layer.shifts.min(), let high = layer.shifts.max() else {
      return nil
    }
    let scalings = ChannelScaling.channels(of: layer, count: layer.output.count)
    let leaving = zip(scalings, layer.accumulatorRanges).enumerated()
      .filter { $1.0.canLeave(layer.output.range, from: $1.1) }.map(\.offset)
    guard !leaving.isEmpty else { return nil }
    return "shifts are \(low) to \(high), and \(ChannelList.text(leaving)) can leave the range"
  }
}

extension AxonLayer {
  fileprivate var hasUnequalShifts: Bool {
    operation == .fullyConnected && output.byteWidth == 1 && Set(shifts).count > 1
  }
}

extension ChannelScaling {
  /// Whether some accumulator of `accumulators` is scaled beyond `range`.
  fileprivate func canLeave(
    _ range: ClosedRange<Int32>, from accumulators: ClosedRange<Int>
  ) -> Bool {
    // The scaled value is monotone on each side of zero, so the ends and zero decide.
    let zero = accumulators.contains(0) ? [0] : []
    return ([accumulators.lowerBound, accumulators.upperBound] + zero).contains { accumulator in
      let multiplier = accumulator < 0 ? negative : positive
      let unit = Double(sign: .plus, exponent: shift, significand: 1)
      let value = Double(accumulator) * Double(multiplier) / unit + Double(zeroPoint)
      // A tie may go either way.
      return value >= Double(range.upperBound) + 0.5 || value <= Double(range.lowerBound) - 0.5
    }
  }
}

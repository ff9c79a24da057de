import Graph

extension KnownDefect {
  /// The shifted zero point is a number of 32 bits.
  public static let zeroPointShiftWrap = KnownDefect(
    "zp_shift_wrap", "the zero point shifted left exceeds 32 bits and wraps",
    advice: "Choose a smaller shift, as Assay's lowering does.",
    formula: .own,
    distortion: { scalings, layer in
      guard layer.addsShiftedZeroPoint else { return }
      for channel in scalings.indices {
        scalings[channel].zeroPoint = scalings[channel].wrappedZeroPoint
      }
    }
  ) { layer in
    guard layer.addsShiftedZeroPoint,
      let shift = layer.shifts.first(where: {
        let scaling = ChannelScaling(
          negative: 1, positive: 1, shift: $0, zeroPoint: Int32(clamping: layer.outputZeroPoint))
        return scaling.wrappedZeroPoint != scaling.zeroPoint
      })
    else { return nil }
    return "\(layer.outputZeroPoint) << \(shift) exceeds 32 bits"
  }
}

extension AxonLayer {
  /// Whether the layer has an output stage that adds its zero point.
  fileprivate var addsShiftedZeroPoint: Bool {
    switch operation {
    case .fullyConnected, .conv2D, .pointwise, .depthwise, .averagePool, .mean, .maxPool, .add,
      .multiply:
      activation != .prepareSoftmax
    case .concat, .stridedSlice, .reshape, .persistentVariable, .softmax, .sigmoid, .tanh: false
    }
  }
}

extension ChannelScaling {
  /// The zero point that is left of `zeroPoint << shift` in 32 bits: still a multiple of `2^shift`.
  fileprivate var wrappedZeroPoint: Int32 {
    Int32(truncatingIfNeeded: Int64(zeroPoint) << Int64(shift)) >> Int32(shift)
  }
}

/// What the defects of a version make of single elements of a layer.
struct LayerDefects {
  /// Each channel's scaling with the defects in it; empty for the documented version.
  private let scalings: [ChannelScaling]
  private let layer: AxonLayer
  /// Whether sums below -2^31 give 0.
  private let clearsUnderflow: Bool
  /// Whether a max pool adds what is under its window.
  let sumsWindows: Bool
  /// Whether an average moves its window by 1.
  let hasUnitSteps: Bool

  init(of layer: AxonLayer, version: AxonVersion) {
    var scalings: [ChannelScaling] = []
    if version != .documented {
      scalings = ChannelScaling.channels(
        of: layer, count: layer.operation == .fullyConnected ? layer.output.count : layer.output.c,
        unitMultiplier: layer.operation == .add)
      for defect in KnownDefect.all where version.has(defect) {
        defect.distortion?(&scalings, layer)
      }
    }
    self.scalings = scalings
    self.layer = layer
    clearsUnderflow =
      version.has(.accumulatorUnderflow) && layer.activation == .none
      && !layer.bypassesMultiplier
    sumsWindows =
      version.has(.maxPoolGlobalSum) && layer.operation == .maxPool && layer.poolsToSum
    hasUnitSteps =
      version.has(.axisPoolStride) && [.averagePool, .mean].contains(layer.operation)
      && layer.ignoresStride
  }

  /// The same rounding, with what the version gives if that is something else.
  func applied(
    to rounding: AxonRounding, accumulator: Int64, channel: Int
  ) -> AxonRounding {
    guard scalings.indices.contains(channel) else { return rounding }
    let scaling = scalings[channel]
    let multiplier = accumulator < 0 ? scaling.negative : scaling.positive
    let scaled = Unrounded(
      numerator: layer.scaled(accumulator, by: multiplier), shift: scaling.shift)
    let rounded = scaled.adding(Int(scaling.zeroPoint)).halfEven
    var value = Int64(min(max(rounded, rounding.range.lowerBound), rounding.range.upperBound))
    var cause = DifferenceCause.knownDefect
    if !scaling.saturates {
      value = Int64(Int8(truncatingIfNeeded: rounded))
      cause = .saturation
    }
    if clearsUnderflow, accumulator < Int64(Int32.min) { (value, cause) = (0, .knownDefect) }
    guard value != rounding.documented else { return rounding }
    var rounding = rounding
    rounding.defective = (value, cause)
    return rounding
  }
}

extension AxonLayer {
  /// The number that the output stage shifts; before softmax it has 32 bits.
  func scaled(_ accumulator: Int64, by multiplier: Int32) -> Int128 {
    let product = Int128(accumulator) * Int128(multiplier)
    return activation == .prepareSoftmax
      ? min(max(product, Int128(Int32.min)), Int128(Int32.max)) : product
  }
}

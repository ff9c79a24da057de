import Graph

extension GraphBuilder {
  /// Appends a RESCALE.
  ///
  /// - Parameters:
  ///   - factors: one, or one a channel; made for the magnitude of `x` less its zero point.
  ///   - inputZeroPoint: what is subtracted first, 0 unless INT8.
  mutating func rescale(
    _ x: GraphValue, _ factors: [ScaleFactor], from inputZeroPoint: Int = 0,
    to outputZeroPoint: Int = 0, as dtype: DType, rounding: RoundingMode = .single,
    perChannel: Bool
  ) -> GraphValue {
    let operands = [
      x.id,
      constant(Tensor(numbers: factors.map(\.multiplier), .int32, [factors.count])),
      constant(Tensor(numbers: factors.map(\.shift), .int8, [factors.count])),
      scalar(inputZeroPoint, x.dtype), scalar(outputZeroPoint, dtype),
    ]
    let magnitude = x.magnitude(less: inputZeroPoint)
    let bound =
      factors.reduce(0) { max($0, $1.bound(of: magnitude)) } + outputZeroPoint.magnitude.clamped
    return append(
      .rescale(Rescale(roundingMode: rounding, perChannel: perChannel)), operands, dtype, x.shape,
      range: ClosedRange.around(bound).clippedTo(dtype.fullRange), zeroPoint: outputZeroPoint)
  }

  /// Appends the RESCALE that ends a pattern: from INT32 to INT8, saturating where a ReLU lives.
  ///
  /// - Parameters:
  ///   - spread: how far from 0 values of `x` ordinarily are.
  ///   - perChannel: whether each channel of the last axis may have a factor of its own.
  mutating func requantize(
    _ x: GraphValue, spread: Double, perChannel: Bool
  ) -> GraphValue {
    let channels = x.shape.last ?? 1
    let perChannel = perChannel && !dice.once(in: 6)
    let factors = factors(
      perChannel ? channels : 1, spread: spread, magnitude: x.magnitude(less: 0))
    return rescale(
      x, factors, to: dice.pick(EdgeSizes.zeroPoint), as: .int8,
      rounding: dice.once(in: 10) ? .double : .single, perChannel: perChannel)
  }
}

extension UInt {
  fileprivate var clamped: Int { Int(clamping: self) }
}

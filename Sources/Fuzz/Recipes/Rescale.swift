import Graph

// RESCALE between any types, at the ends of what TOSA defines.
extension Rescale {
  static let recipes = [
    Recipe("RESCALE", [.rescale], [.cnn: 2, .int: 6]) { $0.freeRescale() }
  ]
}

extension GraphBuilder {
  // MARK: Inside patterns

  /// Appends a RESCALE with 32-bit multipliers.
  ///
  /// - Parameters:
  ///   - factors: one, or one a channel; made for the magnitude of `x` less its zero point.
  ///   - inputZeroPoint: what is subtracted first, 0 unless INT8.
  @discardableResult
  mutating func rescale(
    _ x: GraphValue, _ factors: [ScaleFactor], from inputZeroPoint: Int = 0,
    to outputZeroPoint: Int = 0, as dtype: DType, rounding: RoundingMode = .single,
    perChannel: Bool, scale32: Bool = true
  ) -> GraphValue {
    let operands = [
      x.id,
      constant(
        Tensor(
          numbers: factors.map(\.multiplier), scale32 ? .int32 : .int16, [factors.count])),
      constant(Tensor(numbers: factors.map(\.shift), .int8, [factors.count])),
      scalar(inputZeroPoint, x.dtype), scalar(outputZeroPoint, dtype),
    ]
    let magnitude = x.magnitude(less: inputZeroPoint)
    let bound =
      factors.reduce(0) { max($0, $1.bound(of: magnitude)) } + abs(outputZeroPoint)
    return append(
      .rescale(Rescale(scale32: scale32, roundingMode: rounding, perChannel: perChannel)),
      operands, dtype, x.shape, range: ClosedRange.around(bound).clippedTo(dtype.fullRange),
      zeroPoint: outputZeroPoint)
  }

  /// RESCALE of INT8 to INT32.
  mutating func widen(_ x: GraphValue, by scale: Double) -> GraphValue {
    let magnitude = x.magnitude(less: x.zeroPoint)
    return rescale(
      x, [ScaleFactor(scale, magnitude: magnitude)], from: x.zeroPoint, as: .int32,
      perChannel: false)
  }

  /// Appends the RESCALE that ends a pattern: from INT32 to INT8, saturating where a ReLU lives.
  ///
  /// - Parameters:
  ///   - spread: how far from 0 values of `x` ordinarily are.
  ///   - perChannel: whether each channel of the last axis may have a factor of its own.
  @discardableResult
  mutating func requantize(
    _ x: GraphValue, spread: Double, perChannel: Bool
  ) -> GraphValue {
    let perChannel = perChannel && x.shape.rank > 0 && !dice.once(in: 6)
    let factors = factors(
      perChannel ? x.shape.last ?? 1 : 1, spread: spread, magnitude: x.magnitude(less: 0))
    return rescale(
      x, factors, to: dice.pick(EdgeSizes.zeroPoint), as: .int8,
      rounding: dice.once(in: 10) ? .double : .single, perChannel: perChannel)
  }

  /// A RESCALE of INT32 or INT48 to any integer type, over most of its range.
  @discardableResult
  mutating func rescaled(_ x: GraphValue, to dtype: DType, spread: Double) -> GraphValue {
    let usual: Double = dtype == .int8 ? 50 : dtype == .int16 ? 12_000 : 0x1p20
    let zeroPoint = dtype == .int8 ? dice.pick(EdgeSizes.zeroPoint) : 0
    let perChannel = x.shape.rank > 0 && dice.once(in: 2)
    let count = perChannel ? x.shape.last ?? 1 : 1
    let is32 = x.dtype != .int48 && !dice.once(in: 3)
    let magnitude = x.magnitude(less: 0)
    let factors = (0..<count).map { _ in
      let scale = usual / max(spread, 1) * (0.25 + 1.75 * dice.unit())
      return is32
        ? ScaleFactor(scale, magnitude: magnitude)
        : ScaleFactor(short: scale, magnitude: magnitude)
    }
    return rescale(
      x, factors, to: zeroPoint, as: dtype, perChannel: perChannel, scale32: is32)
  }

  // MARK: By itself

  fileprivate mutating func freeRescale() -> Bool {
    let source: DType = family == .cnn ? .int8 : dice.pick([.int8, .int16, .int32])
    let x = value(of: source)
    let target: DType = family == .cnn ? .int8 : dice.pick([.int8, .int16, .int32])
    if family == .int, source != .int32, target != .int32, dice.once(in: 4) {
      return rescaleUnsigned(x, to: target)
    }
    let zeroPoint = source == .int8 ? x.zeroPoint : 0
    let magnitude = x.magnitude(less: zeroPoint)
    let is32 = family == .cnn || !dice.once(in: 3)
    let perChannel = x.shape.rank > 0 && dice.once(in: 3)
    let factors = (0..<(perChannel ? x.shape.last ?? 1 : 1)).map { _ in
      freeFactor(magnitude, from: source, to: target, is32: is32)
    }
    rescale(
      x, factors, from: zeroPoint,
      to: target == .int8 ? dice.pick(EdgeSizes.zeroPoint) : 0, as: target,
      rounding: is32 && dice.once(in: 4) ? .double : .single, perChannel: perChannel,
      scale32: is32)
    return true
  }

  /// Any factor that keeps the result within INT32: around what fits the result's type, or extreme.
  private mutating func freeFactor(
    _ magnitude: Int, from source: DType, to target: DType, is32: Bool
  ) -> ScaleFactor {
    let usual = Double(target.fullRange.upperBound) / Double(max(magnitude, 1))
    let scale =
      switch dice.integer(in: 0...4) {
      case 0: 1.0
      case 1: Double(sign: .plus, exponent: dice.integer(in: -12...2), significand: 1)
      default: usual * (0.2 + 1.3 * dice.unit())
      }
    let bounded = min(scale, 0x1p29 / Double(max(magnitude, 1)))
    guard is32 else { return ScaleFactor(short: bounded, magnitude: magnitude) }
    return dice.once(in: 6)
      ? ScaleFactor(bounded, shift: dice.integer(in: 2...62), magnitude: magnitude)
      : ScaleFactor(bounded, magnitude: magnitude)
  }

  /// RESCALE that takes or gives bits as unsigned numbers. INT16 has the zero points 0 and 32768.
  private mutating func rescaleUnsigned(_ x: GraphValue, to target: DType) -> Bool {
    let takes = dice.once(in: 2)
    let full = takes ? (x.dtype == .int8 ? 0...255 : 0...65_535) : x.dtype.fullRange
    let points: (Int, Int) = (
      x.dtype == .int8
        ? (takes ? dice.integer(in: full) : x.zeroPoint)
        : takes && dice.once(in: 2) ? 32_768 : 0,
      target == .int8
        ? (takes ? dice.pick(EdgeSizes.zeroPoint) : dice.integer(in: 0...255))
        : !takes && dice.once(in: 2) ? 32_768 : 0
    )
    let range = takes ? full : x.range
    let magnitude = max(abs(range.lowerBound - points.0), abs(range.upperBound - points.0))
    let factor = freeFactor(magnitude, from: x.dtype, to: target, is32: true)
    let operands = [
      x.id, constant(Tensor(numbers: [factor.multiplier], .int32, [1])),
      constant(Tensor(numbers: [factor.shift], .int8, [1])), scalar(points.0, x.dtype),
      scalar(points.1, target),
    ]
    append(
      .rescale(Rescale(inputUnsigned: takes, outputUnsigned: !takes)), operands, target, x.shape,
      zeroPoint: 0)
    return true
  }
}

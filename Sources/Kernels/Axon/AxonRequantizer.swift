/// AXON's output stage for one channel: scale, add the zero point, round half to even, saturate.
///
/// ```
/// v   = acc < 0 ? acc * negative : acc * positive
/// out = clamp(v / 2^shift + zeroPoint), v / 2^shift + zeroPoint rounded to nearest, ties to even
/// ```
///
/// The zero point is added before rounding, so a tie goes to the even *result*. Activations are
/// choices of the two multipliers: none (m, m), ReLU and ReLU6 (0, m), leaky ReLU (m·alpha, m).
///
/// Source: measured on Nordic's compiler and simulator 1.4.0, ties probed for every INT8 input.
@frozen
public struct AxonRequantizer: Sendable {
  @usableFromInline let negative: Int64
  @usableFromInline let positive: Int64
  @usableFromInline let shift: Int64
  @usableFromInline let zeroPoint: Int64
  /// Half an output unit less one; with the parity of the floor added it rounds ties to even.
  @usableFromInline let rounding: Int64
  @usableFromInline let parity: Int64
  @usableFromInline var lower: Int64
  @usableFromInline var upper: Int64

  /// - Parameters:
  ///   - shift: 0...32, as the hardware takes it.
  ///   - range: the values of the output type.
  @inlinable
  public init(
    negative: Int32, positive: Int32, shift: Int, zeroPoint: Int32, range: ClosedRange<Int32>
  ) {
    self.negative = Int64(negative)
    self.positive = Int64(positive)
    self.shift = Int64(shift)
    self.zeroPoint = Int64(zeroPoint)
    rounding = shift > 0 ? (1 &<< Int64(shift &- 1)) &- 1 : 0
    parity = shift > 0 ? 1 : 0
    lower = Int64(range.lowerBound)
    upper = Int64(range.upperBound)
  }

  /// The same without saturation: a result beyond the output's range wraps.
  @inlinable
  public var withoutSaturation: AxonRequantizer {
    var copy = self
    copy.lower = .min
    copy.upper = .max
    return copy
  }

  /// The output for an accumulator of 32 bits; the product fits 63 bits.
  @inlinable @inline(__always)
  public func callAsFunction(_ accumulator: Int32) -> Int32 {
    let value =
      Int64(accumulator) &* (accumulator < 0 ? negative : positive) &+ (zeroPoint &<< shift)
    let rounded = (value &+ rounding &+ ((value &>> shift) & parity)) &>> shift
    return Int32(truncatingIfNeeded: min(max(rounded, lower), upper))
  }

  /// The output for any accumulator; the product has up to 95 bits.
  @inlinable
  public func callAsFunction(wide accumulator: Int64) -> Int32 {
    let product = WideProduct(accumulator, accumulator < 0 ? negative : positive)
    let floor = product.floor(shift: shift) &+ zeroPoint
    let rest = product.remainder(shift: shift)
    let half: Int64 = shift > 0 ? 1 &<< (shift &- 1) : 1
    let up = rest > half || (rest == half && floor & 1 == 1)
    return Int32(truncatingIfNeeded: min(max(floor &+ (up ? 1 : 0), lower), upper))
  }
}

/// The exact product of 64 and 32 bits, in two words so that a 32-bit core needs no 128-bit library
/// call.
@frozen @usableFromInline
struct WideProduct {
  /// The product is `high * 2^32 + low`.
  @usableFromInline let high: Int64
  @usableFromInline let low: Int64

  @inlinable
  init(_ wide: Int64, _ narrow: Int64) {
    // The upper half of `wide` is signed, the lower is not; `narrow` fits 32 bits.
    let lower = (wide & 0xffff_ffff) &* narrow
    low = lower & 0xffff_ffff
    high = (wide &>> 32) &* narrow &+ (lower &>> 32)
  }

  /// The product divided by `2^shift` and rounded down, saturated well beyond 32 bits.
  @inlinable
  func floor(shift: Int64) -> Int64 {
    let limit: Int64 = 1 &<< (shift &+ 8)
    if high >= limit { return 1 &<< 40 }
    if high < 0 &- limit { return -(1 &<< 40) }
    return (high &<< (32 &- shift)) | (low &>> shift)
  }

  /// What the division leaves: `0..<2^shift`.
  @inlinable
  func remainder(shift: Int64) -> Int64 { low & ((1 &<< shift) &- 1) }
}

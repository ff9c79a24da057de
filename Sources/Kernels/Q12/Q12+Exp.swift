extension Q12 {
  /// `e^x`, saturated from `x = 7.625` up; 0 below `-9.02`.
  ///
  /// Error: at most 0.64 units of 2^-12 over every input, saturated results included.
  @inlinable @inline(__always)
  public static func exp(_ x: Q12) -> Q12 {
    guard x.raw <= 0 else { return growth(x) }
    return x.raw > -290 &<< 7 ? decay(UInt32(bitPattern: 0 &- x.raw)) : .zero
  }

  /// `exp(step * rate)` at its fastest for a negative product, which is rounded to nearest, ties down;
  /// 0 where it is below -9.
  @inlinable @inline(__always)
  static func decay(step: Q12, rate: Q12) -> Q12 {
    let product = step.raw.multipliedFullWidth(by: rate.raw)
    guard product.high == -1 else { return powerOfProduct(step, rate) }
    let magnitude = 0 &- product.low
    return magnitude &- 1 < decayEnd ? decay(ofProduct: magnitude) : .zero
  }

  /// `e^-t` for `t` in units of 2^-24, at most 9.
  @inlinable @inline(__always)
  static func decay(ofProduct t: UInt32) -> Q12 { decay((t &+ 0x800) &>> 12) }

  /// 9 in units of 2^-24.
  @inlinable @inline(__always)
  static var decayEnd: UInt32 { 9 &<< 24 }

  @inlinable @inline(never)
  static func powerOfProduct(_ step: Q12, _ rate: Q12) -> Q12 { exp(step * rate) }

  /// `e^-t` for `t` in units of 2^-12, below 290/32: the product of two table entries.
  @inlinable @inline(__always)
  static func decay(_ t: UInt32) -> Q12 {
    let fine = Q12Tables.decay[unchecked: Int(truncatingIfNeeded: t & 127)]
    let coarse = Q12Tables.decay[unchecked: Int(truncatingIfNeeded: t &>> 7) &+ 128]
    let product = UInt32(truncatingIfNeeded: coarse) &* UInt32(truncatingIfNeeded: fine)
    return Q12(inRange: Int32(bitPattern: (product &+ 0x4_0000) &>> 19))
  }

  /// `e^x` for `x > 0`.
  @inlinable @inline(never)
  static func growth(_ x: Q12) -> Q12 {
    let power = Q12Power(exponential: x.raw)
    if power.exponent > 11 { return .max }
    let half = power.mantissa &>> UInt32(truncatingIfNeeded: 18 &- power.exponent)
    return Q12(raw: Int32(truncatingIfNeeded: (half &+ 1) &>> 1))
  }
}

/// `mantissa * 2^(exponent - 31)`, the mantissa from `0.994 * 2^31` up to `1.99 * 2^31`.
@frozen @usableFromInline
struct Q12Power {
  @usableFromInline let mantissa: UInt32
  @usableFromInline let exponent: Int32

  /// `e^x` for `x` in units of 2^-12, relative error below 3.1e-8.
  ///
  /// `x log2(e)` is split at the nearest 1/64: `2^(i/64)` comes from the table and the rest, at most
  /// 0.0055 after scaling by `log 2`, from `1 + r + r^2 / 2`.
  @inlinable
  init(exponential x: Int32) {
    // log2(e) with 30 fractional bits: 42 in the product, of which 36 lie below 1/64.
    let z = x.product(1_549_082_005)
    let sixtyFourths = (z &+ (1 &<< 35)) &>> 36
    let rest = (z &- sixtyFourths &<< 36) &>> 5
    // log 2 with 31 fractional bits; r keeps 37.
    let r = (rest &* 1_488_522_236) &>> 31
    let factor = (r &>> 6) &+ ((r &* r) &>> 44)
    let entry = Q12Tables.powerOfTwo[unchecked: Int(truncatingIfNeeded: sixtyFourths & 63)]
    let mantissa = Int64(entry) &+ (Int64(entry) &* factor) &>> 31
    self.mantissa = UInt32(truncatingIfNeeded: mantissa)
    exponent = Int32(truncatingIfNeeded: sixtyFourths &>> 6)
  }
}

extension Q12 {
  /// `1 / x` rounded to nearest, ties away from zero; 0 gives the largest value.
  ///
  /// Error: at most 0.5 units of 2^-12, saturated results included.
  @inlinable
  public static func reciprocal(_ x: Q12) -> Q12 {
    let divisor = x.raw.magnitude
    guard divisor != 0 else { return .max }
    let quotient = (0x100_0000 &+ divisor / 2) / divisor
    let magnitude = Int32(truncatingIfNeeded: quotient)
    return Q12(raw: x.raw < 0 ? 0 &- magnitude : magnitude)
  }

  /// `1 / sqrt(x)`; 0 and negative numbers give the largest value.
  ///
  /// Error: at most 0.51 units of 2^-12 over every positive input.
  @inlinable
  public static func rsqrt(_ x: Q12) -> Q12 {
    guard x.raw > 0 else { return .max }
    let root = Q12Rsqrt(UInt64(truncatingIfNeeded: x.raw) &<< 12)
    let half = root.mantissa &>> UInt32(truncatingIfNeeded: root.shift &- 13)
    return Q12(raw: Int32(truncatingIfNeeded: (half &+ 1) &>> 1))
  }
}

/// `1 / sqrt(v)` as `mantissa / 2^shift`, relative error below 2^-25; the mantissa has 30 bits.
@frozen @usableFromInline
struct Q12Rsqrt {
  @usableFromInline let mantissa: UInt32
  @usableFromInline let shift: Int32

  /// - Parameter value: in units of 2^-24, not 0.
  ///
  /// Two Newton steps `y (3 - m y^2) / 2` from a table of 96 seeds.
  @inlinable
  init(_ value: UInt64) {
    let even = UInt64(truncatingIfNeeded: value.leadingZeroBitCount) & 62
    let m = (value &<< even) &>> 32
    let index = Int(truncatingIfNeeded: (m &>> 25) & 127) &- 32
    let seed = UInt64(Q12Tables.rsqrtSeed[unchecked: Swift.max(index, 0)])
    let first = (seed &* (3 &<< 30 &- ((seed &* seed) &* m) &>> 30)) &>> 16
    let square = (first &* first) &>> 30
    let second = (first &* (3 &<< 30 &- (square &* m) &>> 30)) &>> 31
    mantissa = UInt32(truncatingIfNeeded: second)
    shift = 49 &- Int32(truncatingIfNeeded: even &>> 1)
  }
}

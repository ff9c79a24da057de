extension Elementary {
  /// ln x, within 0.9 ulp.
  ///
  /// `x = 2^k (1 + f)` with 1 + f in [sqrt(1/2), sqrt(2)), and ln(1 + f) = 2 artanh(f / (2 + f)).
  /// NaN gives itself, zero minus infinity, a negative number NaN.
  public static func log(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x <= 0 { return x == 0 ? -.infinity : .nan }
    if x == .infinity { return x }
    let (k, f) = logReduced(x)
    return logSum(k: k, f: f, correction: 0)
  }

  /// ln x, correctly rounded but for a few in 10^9 arguments.
  public static func log(_ x: Float) -> Float { Float(log(Double(x))) }

  /// `(k, f)` with `x = 2^k (1 + f)`, 1 + f in [sqrt(1/2), sqrt(2)), for a positive finite `x`.
  @inline(__always)
  static func logReduced(_ x: Double) -> (k: Double, f: Double) {
    let isDenormal = x < .leastNormalMagnitude
    let bits = (isDenormal ? x * 0x1p54 : x).bitPattern
    // The bits of sqrt(1/2); a significand at or above them starts a new binade here.
    let lowest: UInt64 = 0x3fe6_a09e_667f_3bcd
    let offset = bits &- lowest
    let k = Int(truncatingIfNeeded: Int64(bitPattern: offset) >> 52)
    let significand = Double(bitPattern: (offset & 0x000f_ffff_ffff_ffff) &+ lowest)
    return (Double(isDenormal ? k - 54 : k), significand - 1)
  }

  /// `k ln 2 + ln(1 + f) + correction`.
  @inline(__always)
  static func logSum(k: Double, f: Double, correction: Double) -> Double {
    let s = f / (2 + f)
    let halfSquare = 0.5 * f * f
    // 2 artanh(s) = 2 s + s R, and 2 s = f - s f = f - (halfSquare - s halfSquare).
    let tail = s * (halfSquare + artanhTail(s * s)) + (k * ln2Low + correction)
    return k * ln2High - ((halfSquare - tail) - f)
  }

  /// `R = 2 artanh(s) / s - 2`, of `z = s^2 < 0.0295`: sum of 2 z^n / (2n + 1) to n = 10.
  @inline(__always)
  static func artanhTail(_ z: Double) -> Double {
    var sum = 2 / 21.0
    sum = sum * z + 2 / 19.0
    sum = sum * z + 2 / 17.0
    sum = sum * z + 2 / 15.0
    sum = sum * z + 2 / 13.0
    sum = sum * z + 2 / 11.0
    sum = sum * z + 2 / 9.0
    sum = sum * z + 2 / 7.0
    sum = sum * z + 2 / 5.0
    sum = sum * z + 2 / 3.0
    return sum * z
  }
}

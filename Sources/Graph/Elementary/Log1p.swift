extension Elementary {
  /// ln(1 + x), within 0.85 ulp also where x is small.
  ///
  /// As ``log(_:)-(Double)`` of u = 1 + x, corrected for what rounding took from u. NaN gives itself,
  /// -1 minus infinity, a number below -1 NaN, and -0 itself.
  public static func log1p(_ x: Double) -> Double {
    if x.isNaN || x == .infinity { return x }
    if x <= -1 { return x == -1 ? -.infinity : .nan }
    if abs(x) < 0x1p-54 { return x }
    if x > -0.29 && x < 0.41 { return logSum(k: 0, f: x, correction: 0) }
    let u = 1 + x
    let (k, f) = logReduced(u)
    let lost = x > 1 ? 1 - (u - x) : x - (u - 1)
    return logSum(k: k, f: f, correction: lost / u)
  }

  /// ln(1 + x), correctly rounded but for a few in 10^9 arguments.
  public static func log1p(_ x: Float) -> Float { Float(log1p(Double(x))) }
}

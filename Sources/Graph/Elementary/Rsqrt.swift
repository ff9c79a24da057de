extension Elementary {
  /// 1 / sqrt(x), within 1.5 ulp.
  ///
  /// NaN gives itself, a negative number NaN, zero an infinity of its sign.
  public static func rsqrt(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x < 0 { return .nan }
    return 1 / x.squareRoot()
  }

  /// 1 / sqrt(x), correctly rounded but for a few in 10^9 arguments.
  public static func rsqrt(_ x: Float) -> Float { Float(rsqrt(Double(x))) }
}

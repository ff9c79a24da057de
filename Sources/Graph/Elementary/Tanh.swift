extension Elementary {
  /// The hyperbolic tangent, within 2.3 ulp also where x is small; NaN and -0 give themselves.
  ///
  /// With t = e^2|x| - 1 it is t / (t + 2), and 1 - 2 / (t + 2) where that is more than a half.
  public static func tanh(_ x: Double) -> Double {
    let magnitude = abs(x)
    if x.isNaN || magnitude < 0x1p-28 { return x }
    if magnitude > 22 { return x < 0 ? -1 : 1 }
    let t = expm1(nonnegative: 2 * magnitude)
    let result = magnitude < 0.55 ? t / (t + 2) : 1 - 2 / (t + 2)
    return x < 0 ? -result : result
  }

  /// The hyperbolic tangent, correctly rounded but for a few in 10^8 arguments.
  public static func tanh(_ x: Float) -> Float { Float(tanh(Double(x))) }

  /// e^x - 1 for x in 0...44.
  private static func expm1(nonnegative x: Double) -> Double {
    let (k, t) = expm1Reduced(x)
    let power = powerOf2(k)
    return power * t + (power - 1)
  }
}

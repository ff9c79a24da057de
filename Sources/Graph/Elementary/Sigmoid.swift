extension Elementary {
  /// 1 / (1 + e^-x), within 2.2 ulp; NaN gives itself.
  ///
  /// Negative arguments use e^x / (1 + e^x), so that the exponential never overflows.
  public static func sigmoid(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x >= 0 { return 1 / (1 + exp(-x)) }
    let power = exp(x)
    return power / (1 + power)
  }

  /// 1 / (1 + e^-x), correctly rounded but for a few in 10^8 arguments.
  public static func sigmoid(_ x: Float) -> Float { Float(sigmoid(Double(x))) }
}

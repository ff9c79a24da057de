extension Elementary {
  /// The sine of an angle in radians, within 0.8 ulp for every finite argument.
  ///
  /// NaN and -0 give themselves, an infinity NaN.
  public static func sin(_ x: Double) -> Double {
    if x.isNaN || x == 0 { return x }
    if x.isInfinite { return .nan }
    let angle = QuarterTurns(x)
    let value = angle.count & 1 == 0 ? sineOfRest(angle) : cosineOfRest(angle)
    return angle.count & 2 == 0 ? value : -value
  }

  /// The sine of an angle in radians, correctly rounded but for a few in 10^9 arguments.
  public static func sin(_ x: Float) -> Float { Float(sin(Double(x))) }

  /// Taylor series to x^17; leaves out less than 2^-63.
  static func sineOfRest(_ angle: QuarterTurns) -> Double {
    let x = angle.high
    let z = x * x
    var sum = 1 / 355_687_428_096_000.0
    sum = sum * z - 1 / 1_307_674_368_000.0
    sum = sum * z + 1 / 6_227_020_800.0
    sum = sum * z - 1 / 39_916_800.0
    sum = sum * z + 1 / 362_880.0
    sum = sum * z - 1 / 5_040.0
    sum = sum * z + 1 / 120.0
    sum = sum * z - 1 / 6.0
    // sin(x + low) = sin x + low cos x.
    return x + (x * z * sum + angle.low * (1 - 0.5 * z))
  }
}

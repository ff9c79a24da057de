extension Elementary {
  /// The cosine of an angle in radians, within 0.8 ulp for every finite argument.
  ///
  /// NaN gives itself, an infinity NaN.
  public static func cos(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x.isInfinite { return .nan }
    let angle = QuarterTurns(x)
    let value = angle.count & 1 == 0 ? cosineOfRest(angle) : sineOfRest(angle)
    return angle.count == 1 || angle.count == 2 ? -value : value
  }

  /// The cosine of an angle in radians, correctly rounded but for a few in 10^9 arguments.
  public static func cos(_ x: Float) -> Float { Float(cos(Double(x))) }

  /// Taylor series to x^16; leaves out less than 2^-58.
  static func cosineOfRest(_ angle: QuarterTurns) -> Double {
    let x = angle.high
    let z = x * x
    var sum = 1 / 20_922_789_888_000.0
    sum = sum * z - 1 / 87_178_291_200.0
    sum = sum * z + 1 / 479_001_600.0
    sum = sum * z - 1 / 3_628_800.0
    sum = sum * z + 1 / 40_320.0
    sum = sum * z - 1 / 720.0
    sum = sum * z + 1 / 24.0
    // 1 - z/2 rounds; what it lost is added to the small terms.
    let half = 0.5 * z
    let main = 1 - half
    // cos(x + low) = cos x - low sin x.
    return main + (((1 - main) - half) + (z * z * sum - x * angle.low))
  }
}

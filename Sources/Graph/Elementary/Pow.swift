extension Elementary {
  /// x to the power of y, within 40 ulp; special values as IEEE 754 recommends for `pow`.
  ///
  /// e^(y ln x) with the logarithm and the product as sums of two doubles. The largest errors are near
  /// the ends of the range, where y ln x is some 700.
  public static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if x.isNaN || y.isNaN { return .nan }
    let magnitude = abs(x)
    if y.isInfinite {
      if magnitude == 1 { return 1 }
      return (magnitude > 1) == (y > 0) ? .infinity : 0
    }
    let isOdd = isOddInteger(y)
    if magnitude == 0 || magnitude == .infinity {
      let result: Double = (magnitude == 0) == (y < 0) ? .infinity : 0
      return x.sign == .minus && isOdd ? -result : result
    }
    if x < 0 && !isInteger(y) { return .nan }
    let result = exponential(of: y, timesLogarithmOf: magnitude)
    return x < 0 && isOdd ? -result : result
  }

  /// x to the power of y, correctly rounded but for a few in 10^7 arguments.
  public static func pow(_ x: Float, _ y: Float) -> Float { Float(pow(Double(x), Double(y))) }

  private static func isOddInteger(_ y: Double) -> Bool {
    abs(y) < 0x1p53 && isInteger(y) && Int(y) & 1 == 1
  }

  private static func isInteger(_ y: Double) -> Bool {
    abs(y) >= 0x1p53 || Double(Int(y)) == y
  }

  /// e^(y ln x) for a finite positive `x` other than 1.
  private static func exponential(of y: Double, timesLogarithmOf x: Double) -> Double {
    let (high, low) = preciseLog(x)
    // Beyond any result; it also keeps the product below exact.
    if abs(y) > 0x1p64 || abs(y * high) > 800 { return (y > 0) == (high > 0) ? .infinity : 0 }
    if abs(y) < 0x1p-900 { return 1 }
    let (product, error) = exactProduct(y, high)
    let value = exp(product)
    if value == 0 || value == .infinity { return value }
    return value + value * (error + y * low)
  }

  /// ln x as the sum of two doubles, for a finite positive `x`; within 2^-59.
  private static func preciseLog(_ x: Double) -> (high: Double, low: Double) {
    let (k, f) = logReduced(x)
    // s = f / (2 + f), to twice the precision.
    let divisor = 2 + f
    let divisorLost = f - (divisor - 2)
    let s = f / divisor
    let (product, error) = exactProduct(s, divisor)
    let sLow = (((f - product) - error) - s * divisorLost) / divisor
    // ln(1 + f) = 2 s + s (2 z / 3 + 2 z^2 / 5 + ...), and k ln 2, whose upper part is exact.
    let tail = s * artanhTail(s * s)
    let first = exactSum(k * ln2High, 2 * s)
    let second = exactSum(first.high, tail)
    let low = (first.low + second.low) + (2 * sLow + k * ln2Low)
    let high = second.high + low
    return (high, low - (high - second.high))
  }
}

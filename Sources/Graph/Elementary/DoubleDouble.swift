extension Elementary {
  /// The product of two doubles as `high + low`, exact; after Dekker, without a fused multiply-add.
  ///
  /// - Precondition: magnitudes below 2^995, and a product that doesn't underflow.
  @inline(__always)
  static func exactProduct(_ a: Double, _ b: Double) -> (high: Double, low: Double) {
    let product = a * b
    let (aHigh, aLow) = halves(a)
    let (bHigh, bLow) = halves(b)
    let low = ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow
    return (product, low)
  }

  /// `a + b` as `high + low`, exact.
  @inline(__always)
  static func exactSum(_ a: Double, _ b: Double) -> (high: Double, low: Double) {
    let sum = a + b
    let bPart = sum - a
    return (sum, (a - (sum - bPart)) + (b - bPart))
  }

  /// A double as the sum of two with 26 significant bits each.
  @inline(__always)
  private static func halves(_ x: Double) -> (high: Double, low: Double) {
    let scaled = x * 134_217_729  // 2^27 + 1
    let high = scaled - (scaled - x)
    return (high, x - high)
  }
}

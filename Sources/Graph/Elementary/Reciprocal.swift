extension Elementary {
  /// 1 / x, correctly rounded; a zero gives an infinity of its sign.
  public static func reciprocal(_ x: Double) -> Double { 1 / x }

  /// 1 / x, correctly rounded; a zero gives an infinity of its sign.
  public static func reciprocal(_ x: Float) -> Float { 1 / x }
}

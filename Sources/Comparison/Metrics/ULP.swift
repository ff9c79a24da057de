/// Distances between floating-point numbers in units in the last place.
public enum ULP {
  /// How many FP32 numbers lie between two, one of them included; 0 between -0 and 0.
  public static func distance(_ a: Float, _ b: Float) -> Int {
    Int((ordinal(a) - ordinal(b)).magnitude)
  }

  /// A number that grows by one from each FP32 number to the next.
  private static func ordinal(_ value: Float) -> Int64 {
    let magnitude = Int64(value.bitPattern & 0x7fff_ffff)
    return value.sign == .minus ? -magnitude : magnitude
  }
}

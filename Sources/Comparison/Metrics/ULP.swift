import Graph

/// Distances between floating-point numbers in units in the last place.
public enum ULP {
  /// How many FP32 numbers lie between two, one of them included; 0 between -0 and 0.
  public static func distance(_ a: Float, _ b: Float) -> Int {
    Int((ordinal(a.bitPattern, sign: 1 << 31) - ordinal(b.bitPattern, sign: 1 << 31)).magnitude)
  }

  /// The same in the numbers of a TOSA type; nil for types that are not floating-point.
  /// - Precondition: both are numbers of that type.
  static func distance(_ a: Double, _ b: Double, in type: DType) -> Int? {
    let (a, b) = (Float(a), Float(b))
    switch type {
    case .fp32:
      return distance(a, b)
    case .fp16:
      return distance(HalfPrecision.fp16(a), HalfPrecision.fp16(b))
    case .bf16:
      // A BF16 number is the upper half of an FP32 number.
      return distance(a, b) >> 16
    case .bool, .int4, .int8, .int16, .int32, .int48, .shape:
      return nil
    }
  }

  private static func distance(_ a: UInt16, _ b: UInt16) -> Int {
    let sign: UInt32 = 1 << 15
    return Int((ordinal(UInt32(a), sign: sign) - ordinal(UInt32(b), sign: sign)).magnitude)
  }

  /// A number that grows by one from each floating-point number to the next.
  private static func ordinal(_ bits: UInt32, sign: UInt32) -> Int64 {
    let magnitude = Int64(bits & (sign - 1))
    return bits & sign == 0 ? magnitude : -magnitude
  }
}

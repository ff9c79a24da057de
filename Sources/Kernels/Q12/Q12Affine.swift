/// Between INT8 numbers `scale * (q - zeroPoint)` and q11.12, in integers.
@frozen
public struct Q12Affine: Sendable {
  /// The scale is `mantissa * 2^exponent`, the mantissa of 24 bits.
  @usableFromInline let mantissa: Int64
  @usableFromInline let exponent: Int32
  /// Its reciprocal in the same form.
  @usableFromInline let inverse: Int64
  @usableFromInline let inverseExponent: Int32
  @usableFromInline let zeroPoint: Int32

  /// - Parameter scale: from 2^-32 up to 2^16; nil beyond, and for NaN.
  @inlinable
  public init?(scale: Float, zeroPoint: Int8) {
    guard scale >= 0x1p-32, scale <= 0x1p16 else { return nil }
    (mantissa, exponent) = Q12Affine.parts(scale)
    (inverse, inverseExponent) = Q12Affine.parts(1 / scale)
    self.zeroPoint = Int32(zeroPoint)
  }

  @inlinable
  static func parts(_ value: Float) -> (Int64, Int32) {
    let bits = value.bitPattern
    return (
      Int64(bits & 0x7f_ffff | 0x80_0000), Int32(truncatingIfNeeded: (bits &>> 23) & 255) &- 150
    )
  }

  /// The nearest q11.12 number, ties up; it saturates.
  @inlinable @inline(__always)
  public func callAsFunction(_ value: Int8) -> Q12 {
    let product = Int64(Int32(value) &- zeroPoint) &* mantissa
    return Q12(raw: Q12Affine.scaled(product, by: exponent &+ 12))
  }

  /// The nearest INT8 number, ties up; it saturates. The scale's reciprocal is rounded to 24 bits, so
  /// a value within 2^-15 of a tie may go to either side.
  @inlinable @inline(__always)
  public func callAsFunction(_ value: Q12) -> Int8 {
    let quotient = Q12Affine.scaled(Int64(value.raw) &* inverse, by: inverseExponent &- 12)
    let sum = Swift.min(Swift.max(quotient, -512), 512) &+ Int64(zeroPoint)
    return Int8(truncatingIfNeeded: Swift.min(Swift.max(sum, -128), 127))
  }

  /// `value * 2^exponent` rounded, ties up, for a product of up to 55 bits.
  @inlinable @inline(__always)
  static func scaled(_ value: Int64, by exponent: Int32) -> Int64 {
    if exponent >= 0 {
      // Beyond 2^24 any result saturates: what the shift would lose does not matter.
      let limit: Int64 = 1 &<< 24
      return Swift.min(Swift.max(value, -limit), limit) &<< Int64(Swift.min(exponent, 32))
    }
    let shift = Int64(Swift.min(0 &- exponent, 62))
    return (value &+ 1 &<< (shift &- 1)) &>> shift
  }
}

/// INT8 numbers `scale * (q - zeroPoint)`, prepared for fp32 and for q11.12 on a 32-bit core.
///
/// To INT8 a q11.12 number takes one 32-bit high product, from INT8 one product and a shift: the
/// factors keep at least 22 bits where `scale` lies between 2^-18 and 1024.
@frozen
public struct INT8Affine: Sendable, Equatable {
  public var scale: Float
  /// `1 / scale`.
  public var inverse: Float
  public var zeroPoint: Int32
  /// `1 / (4096 scale) = multiplier * 2^(shift - 32)`.
  public var multiplier: Int32
  public var shift: Int32
  /// `4096 scale = factor / 2^factorShift`, the factor of 22 bits.
  public var factor: Int32
  public var factorShift: Int32

  /// Numbers already prepared, as an image holds them.
  @inlinable
  public init(
    scale: Float, inverse: Float, zeroPoint: Int32, multiplier: Int32, shift: Int32, factor: Int32,
    factorShift: Int32
  ) {
    self.scale = scale
    self.inverse = inverse
    self.zeroPoint = zeroPoint
    self.multiplier = multiplier
    self.shift = shift
    self.factor = factor
    self.factorShift = factorShift
  }

  /// - Parameter scale: more than 2^-18, at most 512; nil beyond, and for NaN.
  @inlinable
  public init?(scale: Float, zeroPoint: Int8) {
    guard scale > 0x1p-18, scale <= 512 else { return nil }
    let inverse = 1 / scale
    // The smallest shift with which the multiplier has 31 bits.
    var shift: Int32 = 0
    var scaled = inverse * 0x1p20
    while shift < 7, scaled >= 0x1p31 {
      shift &+= 1
      scaled *= 0.5
    }
    guard scaled < 0x1p31 else { return nil }
    var factorShift: Int32 = 30
    var factor = scale * 0x1p42
    while factorShift > 0, factor >= 0x1p22 {
      factor *= 0.5
      factorShift &-= 1
    }
    self.init(
      scale: scale, inverse: inverse, zeroPoint: Int32(zeroPoint), multiplier: Int32(scaled),
      shift: shift, factor: Int32(factor), factorShift: factorShift)
  }
}

/// Real numbers to INT8: `clamp(round(x / scale) + zeroPoint)`.
public enum PTQuantize {
  /// fp32: the product with the rounded `1 / scale`, nearest, ties to even.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Float>, by affine: INT8Affine, count: Int,
    to output: UnsafeMutablePointer<Int8>
  ) {
    let inverse = affine.inverse
    // The bits of 1.5 * 2^23 + n end in n.
    let offset = affine.zeroPoint &- 0x4b40_0000
    for index in 0..<count {
      let scaled = Swift.max(input[index] * inverse, -0x1p20) + 0x1.8p23
      let value = Int32(bitPattern: scaled.bitPattern) &+ offset
      output[index] = Int8(truncatingIfNeeded: Swift.min(Swift.max(value, -128), 127))
    }
  }

  /// q11.12: nearest; a value within 2^-10 of a tie may go to either side.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Q12>, by affine: INT8Affine, count: Int,
    to output: UnsafeMutablePointer<Int8>
  ) {
    let multiplier = affine.multiplier
    let shift = affine.shift & 7
    let zeroPoint = affine.zeroPoint
    for index in 0..<count {
      let value = (input[index].raw &<< shift).productHigh(rounding: multiplier) &+ zeroPoint
      output[index] = Int8(truncatingIfNeeded: Swift.min(Swift.max(value, -128), 127))
    }
  }
}

/// INT8 to real numbers: `scale * (q - zeroPoint)`.
public enum PTDequantize {
  /// fp32: one product.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Int8>, by affine: INT8Affine, count: Int,
    to output: UnsafeMutablePointer<Float>
  ) {
    let scale = affine.scale
    let zeroPoint = affine.zeroPoint
    for index in 0..<count {
      output[index] = Float(Int(Int32(truncatingIfNeeded: input[index]) &- zeroPoint)) * scale
    }
  }

  /// q11.12: error at most 0.5 units of 2^-12, and `2^-21 |x|` from the factor's 22 bits; saturated.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Int8>, by affine: INT8Affine, count: Int,
    to output: UnsafeMutablePointer<Q12>
  ) {
    let factor = affine.factor
    let shift = affine.factorShift & 31
    let bias = (shift > 0 ? 1 &<< (shift &- 1) : 0) &- affine.zeroPoint &* factor
    for index in 0..<count {
      let product = Int32(truncatingIfNeeded: input[index]) &* factor &+ bias
      output[index] = Q12(raw: product &>> shift)
    }
  }
}

/// Sums and products of two INT8 operands, element by element.
public enum AxonElementwise {
  /// ADD: `acc = x1 * m1 + x2 * m2 + bias`, where the multipliers already carry the shift.
  ///
  /// Wraps: the caller chooses a `Sum` that holds every result.
  /// - Parameter step: 1, or 0 where the second operand is one value for all `count` elements.
  @inlinable
  public static func add<Sum: FixedWidthInteger>(
    _ first: UnsafePointer<Int8>, _ second: UnsafePointer<Int8>, step: Int, count: Int,
    multipliers: (Sum, Sum), bias: Sum, into sums: UnsafeMutablePointer<Sum>
  ) {
    for index in 0..<count {
      let x = Sum(truncatingIfNeeded: first[index])
      let y = Sum(truncatingIfNeeded: second[index &* step])
      sums[index] = x &* multipliers.0 &+ y &* multipliers.1 &+ bias
    }
  }

  /// MUL: `acc = (x1 - z1) * (x2 - z2)`, at most 17 bits.
  ///
  /// - Parameter step: 1, or 0 where the second operand is one value for all `count` elements.
  @inlinable
  public static func multiply(
    _ first: UnsafePointer<Int8>, _ second: UnsafePointer<Int8>, step: Int, count: Int,
    zeroPoints: (Int32, Int32), into products: UnsafeMutablePointer<Int32>
  ) {
    for index in 0..<count {
      products[index] =
        (Int32(first[index]) &- zeroPoints.0) &* (Int32(second[index &* step]) &- zeroPoints.1)
    }
  }
}

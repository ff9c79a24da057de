/// From accumulators to tensors: a row of one channel through its output stage.
public enum AxonOutput {
  /// Requantizes a row of accumulators of 32 bits.
  @inlinable
  public static func requantize<Element: FixedWidthInteger>(
    _ accumulators: UnsafePointer<Int32>, count: Int, by requantizer: AxonRequantizer,
    to output: UnsafeMutablePointer<Element>
  ) {
    for index in 0..<count {
      output[index] = Element(truncatingIfNeeded: requantizer(accumulators[index]))
    }
  }

  /// Requantizes a row of accumulators of any size.
  @inlinable
  public static func requantize<Element: FixedWidthInteger>(
    wide accumulators: UnsafePointer<Int64>, count: Int, by requantizer: AxonRequantizer,
    to output: UnsafeMutablePointer<Element>
  ) {
    for index in 0..<count {
      output[index] = Element(truncatingIfNeeded: requantizer(wide: accumulators[index]))
    }
  }

  /// The stage before softmax: the product saturates to 32 bits before it is rounded, and there is
  /// no zero point.
  @inlinable
  public static func prepareSoftmax(
    wide accumulator: Int64, multiplier: Int32, shift: Int
  ) -> Int32 {
    let product = WideProduct(accumulator, Int64(multiplier))
    var value = (product.high &<< 32) | product.low
    if product.high >= 1 &<< 31 || value > Int64(Int32.max) { value = Int64(Int32.max) }
    if product.high < -(1 &<< 31) || value < Int64(Int32.min) { value = Int64(Int32.min) }
    let half: Int64 = shift > 0 ? (1 &<< Int64(shift &- 1)) &- 1 : 0
    let parity: Int64 = shift > 0 ? (value &>> Int64(shift)) & 1 : 0
    return Int32(truncatingIfNeeded: (value &+ half &+ parity) &>> Int64(shift))
  }
}

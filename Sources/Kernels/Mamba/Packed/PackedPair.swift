// Two 16-bit numbers in a word, as the DSP instructions of a Cortex-M33 take them. Written so that
// LLVM finds the instruction named; any other machine computes the same bits.

extension Int32 {
  /// `(self * the low half) >> 16`: SMULWB.
  @inline(__always)
  func timesLow(of pair: Int32) -> Int32 {
    Int32(truncatingIfNeeded: product(Int32(Int16(truncatingIfNeeded: pair))) &>> 16)
  }

  /// `(self * the high half) >> 16`: SMULWT.
  @inline(__always)
  func timesHigh(of pair: Int32) -> Int32 {
    Int32(truncatingIfNeeded: product(pair &>> 16) &>> 16)
  }

  /// `(self * other) >> 32`: SMMUL.
  @inline(__always)
  func productHigh(_ other: Int32) -> Int32 { multipliedFullWidth(by: other).high }

  /// Both products of the halves: SMULBB and SMLATT.
  @inline(__always)
  func dot(_ pair: Int32) -> Int32 {
    Int32(Int16(truncatingIfNeeded: self)) &* Int32(Int16(truncatingIfNeeded: pair))
      &+ (self &>> 16) &* (pair &>> 16)
  }

  /// To INT8 as `PTQuantize` does, for a number in units of 2^-12: SMMULR and SSAT.
  @inline(__always)
  func quantized(by affine: INT8Affine) -> Int8 {
    let value =
      (self &<< (affine.shift & 7)).productHigh(rounding: affine.multiplier) &+ affine.zeroPoint
    return Int8(truncatingIfNeeded: Swift.min(Swift.max(value, -128), 127))
  }
}

extension Int32 {
  /// The exact product in 64 bits.
  ///
  /// `Int64(a) &* Int64(b)` calls the library's conversions when it is built for size; this is one
  /// SMULL of a Cortex-M33, and the SMMULR, SMULWB and SMLAL patterns are found through it. The two
  /// words lie in memory order on the little-endian machines that the kernels are for.
  @inlinable @inline(__always)
  func product(_ other: Int32) -> Int64 {
    let words = multipliedFullWidth(by: other)
    return unsafeBitCast((words.low, words.high), to: Int64.self)
  }

  /// The same number in 64 bits.
  @inlinable @inline(__always)
  var wide: Int64 { product(1) }

  /// `(self * other + 2^31) >> 32`: SMMULR.
  @inlinable @inline(__always)
  func productHigh(rounding other: Int32) -> Int32 {
    Int32(truncatingIfNeeded: (product(other) &+ 0x8000_0000) &>> 32)
  }
}

/// Pattern 16 for a DSP core, with the quantization for the NPU in the same loop.
enum PackedNorm {
  /// Adds the block's output to the stream; returns the sum of its squares in units of 2^-24.
  static func add(
    _ delta: UnsafePointer<Int16>, shift: Int32, count: Int, to stream: UnsafeMutablePointer<Q12>
  ) -> Int64 {
    var sum: Int64 = 0
    for index in 0..<count {
      let value = Q12(raw: stream[index].raw &+ Int32(delta[index]) &<< shift)
      stream[index] = value
      sum &+= value.raw.product(value.raw)
    }
    return sum
  }

  /// The normalized row for the NPU.
  ///
  /// - Parameters:
  ///   - squares: the sum of the row's squares in units of 2^-24.
  ///   - factors: the norm's weight by the INT8 scale, in units of 2^-12.
  static func quantize(
    _ row: UnsafePointer<Q12>, squares: Int64, factors: UnsafePointer<Int32>, count: Int,
    zeroPoint: Int32, to sent: UnsafeMutablePointer<Int8>
  ) {
    // Epsilon is 1e-5 in units of 2^-24.
    let scale = Q12RowScale(sum: squares &+ Int64(168 &* count), count: count)
    for index in 0..<count {
      let value = scale(row[index]).productHigh(rounding: factors[index]) &+ zeroPoint
      sent[index] = Int8(truncatingIfNeeded: Swift.min(Swift.max(value, -128), 127))
    }
  }
}

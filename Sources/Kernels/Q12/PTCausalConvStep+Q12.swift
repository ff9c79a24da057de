extension PTCausalConvStep {
  /// q11.12: the sum is exact and rounded once before `Q12.silu`; error at most 1.31 units of 2^-12.
  ///
  /// Shapes as in fp32.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Q12>, state: UnsafeMutablePointer<Q12>, weight: UnsafePointer<Q12>,
    bias: UnsafePointer<Q12>, channels: Int, taps: Int, to output: UnsafeMutablePointer<Q12>
  ) {
    var (place, tap) = (state, weight)
    for channel in 0..<channels {
      let newest = input[channel]
      var sum = bias[channel].raw.product(0x1000)
      for _ in 1..<Swift.max(taps, 1) {
        let value = place[1]
        place[0] = value
        sum &+= value.raw.product(tap[0].raw)
        place += 1
        tap += 1
      }
      place[0] = newest
      sum &+= newest.raw.product(tap[0].raw)
      place += 1
      tap += 1
      output[channel] = Q12.silu(Q12(rounding: sum))
    }
  }
}

extension PTCausalConvStep {
  /// q11.12: the sum is exact and rounded once before `Q12.silu`; error at most 1.31 units of 2^-12.
  ///
  /// Shapes as in fp32.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Q12>, state: UnsafeMutablePointer<Q12>, weight: UnsafePointer<Q12>,
    bias: UnsafePointer<Q12>, channels: Int, taps: Int, to output: UnsafeMutablePointer<Q12>
  ) {
    for channel in 0..<channels {
      let register = state + channel &* taps
      let row = weight + channel &* taps
      let last = taps &- 1
      let newest = input[channel]
      var sum = bias[channel].raw.product(0x1000) | 0x800
      var tap = 0
      while tap < last {
        let value = register[tap &+ 1]
        register[tap] = value
        sum &+= value.raw.product(row[tap].raw)
        tap &+= 1
      }
      register[last] = newest
      sum &+= newest.raw.product(row[last].raw)
      output[channel] = Q12.silu(Q12(floor: sum))
    }
  }
}

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
      for tap in 1..<Swift.max(taps, 1) { register[tap &- 1] = register[tap] }
      register[taps &- 1] = input[channel]
      let sum = Q12.dot(weight + channel &* taps, register, count: taps)
      output[channel] = Q12.silu(Q12(rounding: sum &+ bias[channel].raw.product(0x1000)))
    }
  }
}

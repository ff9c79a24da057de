/// One token of a causal depthwise convolution: shift the register, convolve, SiLU.
///
/// ```
/// state[c] = state[c][1...] + [x[c]]
/// y[c]     = silu(bias[c] + sum over k of weight[c][k] * state[c][k])
/// ```
public enum PTCausalConvStep {
  /// fp32: sums tap by tap from the bias on; error at most `14 * 2^-24` times the sum of magnitudes.
  ///
  /// - Parameters:
  ///   - state, weight: `channels` rows of `taps` elements, oldest first; `taps` at least 1.
  ///   - input, bias, output: `channels` elements; input and output may be the same buffer.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Float>, state: UnsafeMutablePointer<Float>,
    weight: UnsafePointer<Float>, bias: UnsafePointer<Float>, channels: Int, taps: Int,
    to output: UnsafeMutablePointer<Float>
  ) {
    for channel in 0..<channels {
      let register = state + channel &* taps
      let row = weight + channel &* taps
      for tap in 1..<max(taps, 1) { register[tap &- 1] = register[tap] }
      register[taps &- 1] = input[channel]
      var sum = bias[channel]
      for tap in 0..<taps { sum += row[tap] * register[tap] }
      output[channel] = Float32Math.silu(sum)
    }
  }
}

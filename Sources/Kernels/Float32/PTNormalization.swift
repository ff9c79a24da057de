/// `w * x / sqrt(mean(x^2) + epsilon)` over one row.
public enum RMSNorm {
  /// fp32: sums in element order; relative error below `(count / 2 + 8) * 2^-24`.
  ///
  /// - Parameter count: at least 1.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Float>, weight: UnsafePointer<Float>, epsilon: Float, count: Int,
    to output: UnsafeMutablePointer<Float>
  ) {
    var sum: Float = 0
    for index in 0..<count { sum += input[index] * input[index] }
    let scale = Float32Math.rsqrt(sum / Float(count) + epsilon)
    for index in 0..<count { output[index] = input[index] * scale * weight[index] }
  }
}

/// `sum = x + residual`, then `RMSNorm(sum)`, both kept.
public enum PTResidualNorm {
  /// fp32: the two kernels one after the other, bit for bit.
  ///
  /// - Parameter sum: `count` elements for the next residual; may be `input` or `residual`.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Float>, residual: UnsafePointer<Float>, weight: UnsafePointer<Float>,
    epsilon: Float, count: Int, sum: UnsafeMutablePointer<Float>,
    to output: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count { sum[index] = input[index] + residual[index] }
    RMSNorm.apply(sum, weight: weight, epsilon: epsilon, count: count, to: output)
  }
}

/// `e^(x - max) / sum of them` over one row.
public enum PTSoftmax {
  /// fp32: sums in element order; relative error below `(|x - max| + count / 2 + 8) * 2^-24`.
  ///
  /// Input and output may be the same buffer.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Float>, count: Int, to output: UnsafeMutablePointer<Float>
  ) {
    var largest = -Float.infinity
    for index in 0..<count { largest = max(largest, input[index]) }
    var sum: Float = 0
    for index in 0..<count {
      let power = Float32Math.exp(input[index] - largest)
      output[index] = power
      sum += power
    }
    let scale = 1 / sum
    for index in 0..<count { output[index] *= scale }
  }
}

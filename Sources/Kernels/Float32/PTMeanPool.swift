/// The mean of each row.
public enum PTMeanPool {
  /// fp32: sums in element order, then one product; error at most `(count / 2 + 2) * 2^-24` times the
  /// mean magnitude.
  ///
  /// - Parameters:
  ///   - input: `rows` rows of `count` elements; `count` at least 1.
  ///   - output: `rows` elements; may be the input.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Float>, rows: Int, count: Int, to output: UnsafeMutablePointer<Float>
  ) {
    let scale = 1 / Float(count)
    for row in 0..<rows {
      let start = input + row &* count
      var sum: Float = 0
      for index in 0..<count { sum += start[index] }
      output[row] = sum * scale
    }
  }
}

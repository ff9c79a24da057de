/// `y = W x + bias` in fp32.
public enum PTLinear {
  /// fp32: sums column by column, the bias last.
  ///
  /// - Parameters:
  ///   - weight: `rows` rows of `columns` elements.
  ///   - bias: `rows` elements, or nil.
  @inlinable
  public static func apply(
    _ input: UnsafePointer<Float>, weight: UnsafePointer<Float>, bias: UnsafePointer<Float>?,
    rows: Int, columns: Int, to output: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<rows {
      let line = weight + row &* columns
      var sum: Float = 0
      for column in 0..<columns { sum += line[column] * input[column] }
      if let bias { sum += bias[row] }
      output[row] = sum
    }
  }
}

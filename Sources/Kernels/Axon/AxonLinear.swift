/// A fully connected layer of the NPU: INT8 weights, AXON's requantization.
///
/// `out[row] = requantize(bias[row] + sum over columns of weights[row][column] * in[column])`, where
/// the bias has `- zeroPoint(in) * sum of the row's weights` in it.
public struct AxonLinear {
  public var rows: Int
  public var columns: Int
  public var weights: UnsafePointer<Int8>
  /// `rows` elements each.
  public var bias: UnsafePointer<Int32>
  public var multipliers: UnsafePointer<Int32>
  public var shift: Int
  public var zeroPoint: Int32

  @inlinable
  public init(
    rows: Int, columns: Int, weights: UnsafePointer<Int8>, bias: UnsafePointer<Int32>,
    multipliers: UnsafePointer<Int32>, shift: Int, zeroPoint: Int32
  ) {
    self.rows = rows
    self.columns = columns
    self.weights = weights
    self.bias = bias
    self.multipliers = multipliers
    self.shift = shift
    self.zeroPoint = zeroPoint
  }

  /// Runs the layer; the output's type gives the saturation.
  @inlinable
  public func callAsFunction<Output: FixedWidthInteger & SignedInteger>(
    _ input: UnsafePointer<Int8>, to output: UnsafeMutablePointer<Output>
  ) {
    let low = Int32(truncatingIfNeeded: Output.min)
    let high = Int32(truncatingIfNeeded: Output.max)
    for row in 0..<rows {
      let line = weights + row &* columns
      var sum = bias[row]
      for column in 0..<columns {
        sum &+= Int32(truncatingIfNeeded: line[column]) &* Int32(truncatingIfNeeded: input[column])
      }
      let stage = AxonRequantizer(
        negative: multipliers[row], positive: multipliers[row], shift: shift, zeroPoint: zeroPoint,
        range: low...high)
      output[row] = Output(truncatingIfNeeded: stage(sum))
    }
  }
}

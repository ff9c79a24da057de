/// How the windows of an image are multiplied with weights: densely or channel by channel.
protocol WindowProducts: Sendable {
  /// Output channels.
  var channels: Int { get }
  /// The channels rounded up to whole blocks.
  var paddedChannels: Int { get }
  /// Products in one sum.
  var terms: Int { get }
  /// Elements of the weights before and after packing.
  var weightCount: Int { get }
  var packedCount: Int { get }

  /// Arranges weights for ``run(_:packed:bias:_:pixels:to:)``.
  func pack(_ weights: UnsafePointer<Int16>, into packed: UnsafeMutablePointer<Int16>)

  /// Sums that are known to fit INT32.
  func run(
    _ level: VectorLevel, packed: UnsafePointer<Int16>, bias: UnsafePointer<Int32>,
    _ input: UnsafePointer<Int16>, pixels: Int, to output: UnsafeMutablePointer<Int32>)

  /// Sums that are watched; false if one leaves the accumulator's type.
  func run(
    _ sums: CheckedSums, weights: UnsafePointer<Int16>, bias: UnsafePointer<Int64>,
    _ input: UnsafePointer<Int16>, pixels: Int, to output: UnsafeMutableRawPointer
  ) -> Bool
}

extension DotProducts: WindowProducts {
  var terms: Int { offsets.count * length }
  var weightCount: Int { channels * terms }

  func run(
    _ sums: CheckedSums, weights: UnsafePointer<Int16>, bias: UnsafePointer<Int64>,
    _ input: UnsafePointer<Int16>, pixels: Int, to output: UnsafeMutableRawPointer
  ) -> Bool {
    sums.run(self, weights: weights, bias: bias, input, pixels: pixels, to: output)
  }
}

extension DepthwiseProducts: WindowProducts {
  var terms: Int { taps }
  var weightCount: Int { channels * terms }

  func run(
    _ sums: CheckedSums, weights: UnsafePointer<Int16>, bias: UnsafePointer<Int64>,
    _ input: UnsafePointer<Int16>, pixels: Int, to output: UnsafeMutableRawPointer
  ) -> Bool {
    sums.run(self, weights: weights, bias: bias, input, pixels: pixels, to: output)
  }
}

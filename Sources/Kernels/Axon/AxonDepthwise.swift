/// One channel of a depthwise convolution over a padded plane of 16-bit numbers.
public enum AxonDepthwise {
  /// Adds one tap: `sums[i] += weight * plane[i * step]`.
  ///
  /// Wraps: the caller proves that the sum over all taps stays in 32 bits.
  @inlinable
  public static func addTap(
    _ plane: UnsafePointer<Int16>, step: Int, weight: Int16, count: Int,
    to sums: UnsafeMutablePointer<Int32>
  ) {
    let factor = Int32(weight)
    if step == 1 {
      for index in 0..<count { sums[index] &+= Int32(plane[index]) &* factor }
    } else {
      for index in 0..<count { sums[index] &+= Int32(plane[index &* step]) &* factor }
    }
  }

  /// Adds one tap to sums of any size.
  @inlinable
  public static func addTap(
    wide plane: UnsafePointer<Int16>, step: Int, weight: Int16, count: Int,
    to sums: UnsafeMutablePointer<Int64>
  ) {
    let factor = Int32(weight)
    for index in 0..<count { sums[index] &+= Int64(Int32(plane[index &* step]) &* factor) }
  }
}

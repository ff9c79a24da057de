/// Sums of products of 8-bit numbers, kept as 16-bit rows: two of them multiply and add in one
/// instruction on every vector unit.
public enum AxonDotProduct {
  /// Two weight rows times `count` patches, with their biases.
  ///
  /// Wraps: the caller proves that no sum of `length` products leaves 32 bits.
  /// - Parameters:
  ///   - patches: `count` rows of `length` elements.
  ///   - first, second: weight rows of `length` elements; they may be the same.
  @inlinable
  public static func accumulate(
    patches: UnsafePointer<Int16>, count: Int, length: Int,
    first: UnsafePointer<Int16>, second: UnsafePointer<Int16>,
    bias: (Int32, Int32),
    into sums: (UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>)
  ) {
    var row = 0
    while row &+ 1 < count {
      let a = patches + row &* length
      let b = a + length
      var a0: Int32 = 0
      var a1: Int32 = 0
      var b0: Int32 = 0
      var b1: Int32 = 0
      for index in 0..<length {
        let x = Int32(a[index])
        let y = Int32(b[index])
        let v = Int32(first[index])
        let w = Int32(second[index])
        a0 &+= x &* v
        a1 &+= x &* w
        b0 &+= y &* v
        b1 &+= y &* w
      }
      sums.0[row] = a0 &+ bias.0
      sums.1[row] = a1 &+ bias.1
      sums.0[row &+ 1] = b0 &+ bias.0
      sums.1[row &+ 1] = b1 &+ bias.1
      row &+= 2
    }
    if row < count {
      let a = patches + row &* length
      var a0: Int32 = 0
      var a1: Int32 = 0
      for index in 0..<length {
        a0 &+= Int32(a[index]) &* Int32(first[index])
        a1 &+= Int32(a[index]) &* Int32(second[index])
      }
      sums.0[row] = a0 &+ bias.0
      sums.1[row] = a1 &+ bias.1
    }
  }

  /// One weight row times `count` patches without a bound on the sums.
  @inlinable
  public static func accumulate(
    wide patches: UnsafePointer<Int16>, count: Int, length: Int, weights: UnsafePointer<Int16>,
    bias: Int64, into sums: UnsafeMutablePointer<Int64>
  ) {
    for row in 0..<count {
      let patch = patches + row &* length
      var sum = bias
      for index in 0..<length {
        sum &+= Int64(Int32(patch[index]) &* Int32(weights[index]))
      }
      sums[row] = sum
    }
  }
}

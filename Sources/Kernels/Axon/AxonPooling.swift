/// Windows of one channel's plane.
public enum AxonPooling {
  /// The sum of a `height` x `width` window at `window` in rows of `stride` elements.
  @inlinable
  public static func sum(
    _ window: UnsafePointer<Int8>, height: Int, width: Int, stride: Int
  ) -> Int32 {
    var sum: Int32 = 0
    for y in 0..<height {
      let row = window + y &* stride
      for x in 0..<width { sum &+= Int32(row[x]) }
    }
    return sum
  }

  /// The largest element of such a window, at least -128.
  @inlinable
  public static func maximum(
    _ window: UnsafePointer<Int8>, height: Int, width: Int, stride: Int
  ) -> Int32 {
    var largest = Int8.min
    for y in 0..<height {
      let row = window + y &* stride
      for x in 0..<width { largest = max(largest, row[x]) }
    }
    return Int32(largest)
  }
}

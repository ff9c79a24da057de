import Graph

/// The range of an integer type, for real numbers: what an INT graph keeps of its types.
struct Saturation: Sendable {
  private let low: Double
  private let high: Double

  /// The range of `dtype`; every number if it is not an integer type.
  init(to dtype: DType) {
    low = dtype.integerRange.map { Double($0.lowerBound) } ?? -.infinity
    high = dtype.integerRange.map { Double($0.upperBound) } ?? .infinity
  }

  /// `x`, or the end of the range beyond which it lies.
  @inline(__always)
  func apply(_ x: Double) -> Double { x < low ? low : x > high ? high : x }
}

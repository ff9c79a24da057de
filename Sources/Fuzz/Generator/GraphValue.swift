import Graph

/// A tensor of a graph under construction, with what is known of its elements.
struct GraphValue: Sendable {
  let id: TensorID
  let type: TensorType
  /// The numbers that an integer element can be; what keeps sums and scaled values within the ranges that
  /// TOSA requires.
  var range: ClosedRange<Int>
  /// The INT8 number that stands for 0 where the tensor is an activation.
  var zeroPoint: Int
  /// How many operands read it.
  var uses = 0

  var dtype: DType { type.dtype }
  var shape: Shape { type.shape }

  /// The largest magnitude of an element less `zero`.
  func magnitude(less zero: Int) -> Int {
    max((range.lowerBound - zero).magnitude, (range.upperBound - zero).magnitude).asInt
  }
}

extension UInt {
  fileprivate var asInt: Int { Int(clamping: self) }
}

extension DType {
  /// All numbers of an integer type; 0 and 1 for BOOL, 0 for the rest.
  var fullRange: ClosedRange<Int> {
    if let range = integerRange { return Int(range.lowerBound)...Int(range.upperBound) }
    return self == .bool ? 0...1 : 0...0
  }
}

extension ClosedRange<Int> {
  /// The numbers that are in both; the end nearest to `other` where there are none.
  func clippedTo(_ other: ClosedRange<Int>) -> ClosedRange<Int> {
    let low = Swift.min(Swift.max(lowerBound, other.lowerBound), other.upperBound)
    return low...Swift.max(low, Swift.min(upperBound, other.upperBound))
  }

  /// The range of `-magnitude...magnitude`.
  static func around(_ magnitude: Int) -> ClosedRange<Int> { -magnitude...magnitude }
}

public import Graph

/// What the differences of a tensor look like as a whole: which bug made them shows in their shape.
///
/// The last axis is the channels', the one before it the columns'.
public enum ErrorPattern: String, Codable, Sendable, Hashable, CaseIterable {
  /// Two values or more differ, all by the same amount.
  case constantOffset = "constant offset"
  /// Wherever values differ, one of them is at an end of the integer type.
  case saturation
  /// Only some channels differ, in a quarter of what is in them or more.
  case channel
  /// Only some columns differ, in a quarter of what is in them or more.
  case column
  /// What differs lies at one distance from the next, in row-major order.
  case stride
  /// Integers differ by one, a quarter of them or more.
  case denseOffByOne = "dense +-1"
  /// Integers differ by one, fewer than a quarter of them.
  case sparseOffByOne = "sparse +-1"
  /// One side is NaN or infinite where the other is not.
  case nonFinite = "non-finite"
  /// None of the above.
  case garbage

  /// What a pattern has in common with others whatever the tensor's shape.
  public enum Family: Sendable, Hashable {
    /// Integers differ by one: a matter of rounding.
    case offByOne
    /// One side is no number.
    case nonFinite
    /// Other numbers.
    case value
  }

  /// What stays of the pattern when the tensor gets smaller.
  public var family: Family {
    switch self {
    case .denseOffByOne, .sparseOffByOne: .offByOne
    case .nonFinite: .nonFinite
    case .constantOffset, .saturation, .channel, .column, .stride, .garbage: .value
    }
  }

  /// The pattern of `actual` against `expected`; nil if nothing differs.
  ///
  /// Values count as different if they are further apart than `tolerance`, in the tensors' unit. In one
  /// pass over tensors of one shape, with memory for those elements that differ.
  /// - Precondition: the shapes are equal.
  public init?(actual: Tensor, expected: Tensor, tolerance: Double = 0) {
    precondition(actual.shape == expected.shape, "one shape")
    let differences = DifferenceList(actual, expected, tolerance: tolerance)
    guard !differences.indices.isEmpty else { return nil }
    self = Self.classify(differences, in: actual.shape, of: actual.dtype)
  }

  private static func classify(
    _ differences: DifferenceList, in shape: Shape, of dtype: DType
  ) -> ErrorPattern {
    if differences.hasNonFinite { return .nonFinite }
    let share = Double(differences.indices.count) / Double(max(shape.elementCount, 1))
    if !dtype.isFloat, differences.largest <= 1 {
      return share >= 0.25 ? .denseOffByOne : .sparseOffByOne
    }
    if differences.isAtEnds { return .saturation }
    if differences.indices.count > 1, differences.isConstant { return .constantOffset }
    if let last = shape.last, last > 1,
      fills(differences.indices, slices: last, step: 1, of: shape.elementCount)
    {
      return .channel
    }
    if shape.rank > 1, let channels = shape.last, shape[shape.rank - 2] > 1,
      fills(
        differences.indices, slices: shape[shape.rank - 2], step: channels, of: shape.elementCount)
    {
      return .column
    }
    return differences.isEvenlySpaced ? .stride : .garbage
  }

  /// Whether the indices lie in some of `slices` slices only, and are a quarter of what is there or more.
  private static func fills(_ indices: [Int], slices: Int, step: Int, of count: Int) -> Bool {
    var isHit = [Bool](repeating: false, count: slices)
    for index in indices { isHit[index / step % slices] = true }
    let hit = isHit.count { $0 }
    return hit < slices && 4 * indices.count >= hit * (count / slices)
  }
}

/// The elements of two tensors that differ.
private struct DifferenceList {
  var indices: [Int] = []
  var largest = 0.0
  var hasNonFinite = false
  /// Whether all differ by the same amount.
  var isConstant = true
  /// Whether one of each pair is at an end of the type.
  var isAtEnds = true

  init(_ actual: Tensor, _ expected: Tensor, tolerance: Double) {
    let ends = actual.dtype.integerRange ?? expected.dtype.integerRange
    var offset: Double?
    for (index, (mine, theirs)) in zip(actual.realValues, expected.realValues).enumerated() {
      guard mine != theirs, !(mine.isNaN && theirs.isNaN) else { continue }
      let difference = mine - theirs
      guard difference.isFinite else {
        indices.append(index)
        hasNonFinite = true
        continue
      }
      guard difference.magnitude > tolerance else { continue }
      indices.append(index)
      largest = max(largest, difference.magnitude)
      if let offset, offset != difference { isConstant = false }
      offset = difference
      let isAtEnd = ends.map { end in
        [mine, theirs].contains { $0 == Double(end.lowerBound) || $0 == Double(end.upperBound) }
      }
      if isAtEnd != true { isAtEnds = false }
    }
  }

  /// Whether there are three or more, each as far from the next.
  var isEvenlySpaced: Bool {
    guard indices.count > 2 else { return false }
    let step = indices[1] - indices[0]
    return step > 1 && zip(indices, indices.dropFirst()).allSatisfy { $1 - $0 == step }
  }
}

/// One element that two tensors disagree on.
public struct ElementDifference: Codable, Sendable, Hashable {
  /// The place in the tensor, outermost axis first.
  public var coordinates: [Int]
  /// The value under test.
  public var actual: Double
  /// The value it is compared with.
  public var expected: Double

  /// `actual` where `expected` should be.
  public init(coordinates: [Int], actual: Double, expected: Double) {
    self.coordinates = coordinates
    self.actual = actual
    self.expected = expected
  }

  /// How far apart they are, with a sign.
  public var difference: Double { actual - expected }
}

extension ElementDifference: CustomStringConvertible {
  /// `[0, 7]: got 12, expected 14`
  public var description: String {
    let place = coordinates.map(String.init).joined(separator: ", ")
    return "[\(place)]: got \(Figure.text(actual)), expected \(Figure.text(expected))"
  }
}

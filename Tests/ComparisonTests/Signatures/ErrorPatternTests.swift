import Comparison
import Graph
import Testing

/// Differences made by hand, each of one kind.
@Suite struct ErrorPatternTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var pattern: ErrorPattern?
    var change: @Sendable (_ index: Int, _ value: Int8) -> Int8
    var testDescription: String { pattern?.rawValue ?? "nothing" }
  }

  /// On a tensor of shape [2, 3, 4, 5] with values from -50 to 50.
  static let examples = [
    Example(pattern: nil) { $1 },
    Example(pattern: .constantOffset) { $1 + 7 },
    Example(pattern: .denseOffByOne) { $1 + ($0 % 2 == 0 ? 1 : -1) },
    Example(pattern: .sparseOffByOne) { $1 + ($0 % 20 == 3 ? 1 : 0) },
    Example(pattern: .saturation) { $0 % 7 == 0 ? 127 : $1 },
    Example(pattern: .channel) { $0 % 5 == 2 ? $1 / 2 + 60 : $1 },
    Example(pattern: .column) { $0 / 5 % 4 == 3 ? $1 / 2 + 60 : $1 },
    Example(pattern: .stride) { $0 % 7 == 2 ? $1 / 2 + 60 : $1 },
    Example(pattern: .garbage) { [3, 4, 50, 71].contains($0) ? $1 / 2 + 60 : $1 },
  ]

  @Test(arguments: examples)
  func `each kind of difference is told from the others`(example: Example) {
    let expected = (0..<120).map { Int8($0 * 37 % 101 - 50) }
    let actual = expected.enumerated().map { example.change($0, $1) }
    let pattern = ErrorPattern(
      actual: Tensor(actual, .int8, [2, 3, 4, 5]), expected: Tensor(expected, .int8, [2, 3, 4, 5]))
    #expect(pattern == example.pattern)
  }

  @Test func `a NaN on one side is non-finite`() {
    let pattern = ErrorPattern(
      actual: Tensor([Float.nan, 1], .fp32, [2]), expected: Tensor([Float(0), 2], .fp32, [2]))
    #expect(pattern == .nonFinite)
  }
}

import Testing

@testable import Harness

@Suite struct FilePatternTests {
  @Test(arguments: [
    ("model.tosa", "model.tosa", true), ("model.tosa", "*.tosa", true),
    ("tosa_in10.npy", "tosa_in*.npy", true), ("aXbXc", "a*b*c", true), ("abc", "*", true),
    ("", "*", true), ("tosa_out0.npy", "tosa_in*.npy", false), ("abcd", "a*c", false),
    ("aab", "a*ab*b", false),
  ])
  func matchesOneComponent(name: String, pattern: String, expected: Bool) {
    #expect(FilePattern.matches(name[...], pattern[...]) == expected)
  }

  @Test(arguments: [
    ("in2.npy", "in10.npy"), ("a", "b"), ("in1", "in1.npy"), ("model_0", "model_1"),
    ("x09y", "x10a"),
  ])
  func ordersNumbersAsNumbers(first: String, second: String) {
    #expect(FilePattern.naturalOrder(first, second))
    #expect(!FilePattern.naturalOrder(second, first))
  }
}

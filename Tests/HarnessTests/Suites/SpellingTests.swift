import Testing

@testable import Harness

@Suite struct SpellingTests {
  @Test(arguments: [
    ("quantised", "quantized"), ("Axon", "axon"), ("refernece", "reference"),
  ])
  func findsTheNearestName(typo: String, meant: String) {
    let remedy = Spelling.remedy(for: typo, among: ["reference", "quantized", "axon"])
    #expect(remedy == "Did you mean '\(meant)'?")
  }

  @Test func listsWhatThereIsIfNothingIsNear() {
    #expect(Spelling.remedy(for: "tensorflow", among: ["a", "b"]) == "Use one of: a, b.")
  }

  @Test(arguments: [("", "abc", 3), ("abc", "acb", 1), ("kitten", "sitting", 3), ("a", "a", 0)])
  func countsEdits(from: String, to: String, edits: Int) {
    #expect(Spelling.distance(from, to) == edits)
  }
}

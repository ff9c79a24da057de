import Comparison
import Harness

/// How much of each text a JUnit document takes, so that CI systems accept it: GitLab reads no file
/// above 30 MB.
///
/// Names come first, then properties and texts share what is left. 100,000 cases stay below the
/// target whatever they say; a run of ordinary size loses nothing but very long details, which
/// `results.json` has.
struct JUnitLimits: Sendable, Hashable {
  /// The size that documents stay below, in bytes.
  static let target = 28_000_000

  /// The name of a suite, in bytes of XML like all that follow.
  var suiteName: Int
  /// The name of a case.
  var caseName: Int
  /// A message: an attribute.
  var message: Int
  /// What is said in an element's text; 0 if that is not worth its bytes.
  var body: Int
  /// The name of a property, and its value.
  var property = 1_000
  /// Whether cases that passed have their properties.
  var keepsPropertiesOfPassed: Bool
  /// Whether the others have theirs.
  var keepsPropertiesOfOthers: Bool

  /// The limits for a document of these cases.
  init(_ cases: [CaseResult]) {
    let count = max(cases.count, 1)
    suiteName = (3_000_000 / count).clamped(to: 30...300)
    caseName = (6_000_000 / count).clamped(to: 60...1_000)
    var rest = Self.target
    var texts = 0
    var passedProperties = 0
    var otherProperties = 0
    for result in cases {
      // Tags, the time, and the ends of shortened names.
      rest -= 60 + result.suite.xmlSize(upTo: suiteName) + result.name.xmlSize(upTo: caseName)
      let isPassed = result.outcome.kind == .pass
      let properties = Self.size(of: result.properties, limit: property)
      if isPassed { passedProperties += properties } else { otherProperties += properties }
      if !isPassed || !result.details.isEmpty { texts += 1 }
    }
    keepsPropertiesOfOthers = otherProperties <= rest / 3
    if keepsPropertiesOfOthers { rest -= otherProperties }
    keepsPropertiesOfPassed = passedProperties <= rest / 3
    if keepsPropertiesOfPassed { rest -= passedProperties }
    // The tags of an outcome take up to 110 bytes, the note at the end of a text 30.
    let share = rest / max(texts, 1) - 110 - 30
    message = (share / 2).clamped(to: 30...2_000)
    let room = share - message - 2 * 30
    body = room < 100 ? 0 : min(room, 16_000)
  }

  private static func size(of properties: [Property], limit: Int) -> Int {
    properties.reduce(properties.isEmpty ? 0 : 40) { size, property in
      // The tag takes 40 bytes, two notes 60.
      size + 100 + property.name.xmlSize(upTo: limit) + property.value.xmlSize(upTo: limit)
    }
  }
}

extension Int {
  fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}

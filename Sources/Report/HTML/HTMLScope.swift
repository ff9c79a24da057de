import Comparison
import Harness

/// How much of a run is on its HTML page.
struct HTMLScope: Sendable, Hashable {
  /// Whether cases that passed have their histograms.
  private(set) var hasHistogramsOfPassed = true
  /// Whether the others have their details.
  private(set) var hasDetails = true
  /// How many cases there are on the page; those that did not pass come first.
  private(set) var cases: Int
  /// The longest name of a case or suite, in Unicode scalars like all that follow.
  let name: Int
  /// The longest message, and the longest value of a property.
  let message: Int
  /// The longest details.
  let details: Int

  /// Everything, with shorter texts in a run of very many cases, so that a first page can be made.
  init(_ cases: [CaseResult]) {
    let others = max(cases.count { $0.outcome.kind != .pass }, 1)
    self.cases = cases.count
    name = min(max(6_000_000 / max(cases.count, 1), 60), 300)
    message = min(max(4_000_000 / others, 100), 2_000)
    details = min(max(10_000_000 / others, 200), 16_000)
  }

  /// Gives up what is missed least, for a page of `size` bytes where `limit` are allowed.
  mutating func narrow(from size: Int, to limit: Int) {
    if hasHistogramsOfPassed {
      hasHistogramsOfPassed = false
    } else if hasDetails {
      hasDetails = false
    } else {
      // A little less than the share that fits: cases that did not pass are longer.
      cases = min(cases - 1, Int(Double(cases) * Double(limit) / Double(size) * 0.95))
    }
  }

  /// What is missing on the page of a run of `count` cases, a sentence each.
  func notes(of count: Int) -> [String] {
    var notes: [String] = []
    if !hasHistogramsOfPassed { notes.append("the histograms of cases that passed") }
    if !hasDetails { notes.append("the details of cases that did not pass") }
    if cases < count { notes.append("\(count - cases) of \(count) cases") }
    return notes
  }
}

import Axon
import Comparison

/// What a suite says about the known defects that a failing check met.
struct DefectExcuse {
  /// The listed defects that were met, in the order of the suite; one at least.
  private let listed: [ListedDefect]

  /// - Parameters:
  ///   - suite: what the suite lists.
  ///   - met: what the model's layers meet, of any version.
  ///   - version: the version that ran.
  /// - Returns: nil if the version has none of the listed defects that were met, or if the model meets
  ///   one that shows in numbers and that the suite does not list.
  init?(_ suite: [ListedDefect], met: [KnownDefectWarning], version: AxonVersion) {
    let own = met.filter { $0.versions.contains(version.rawValue) }
    let isListed = { (name: String) in suite.contains { $0.name == name } }
    let unlisted = own.filter { warning in
      warning.isCertain && KnownDefect(named: warning.defect)?.formula == .own
        && !isListed(warning.defect)
    }
    listed = suite.filter { entry in own.contains { $0.defect == entry.name } }
    guard !listed.isEmpty, unlisted.isEmpty else { return nil }
  }

  /// Which excuses are over, as a clause; nil if none is.
  func expired(on today: CalendarDay) -> String? {
    let expired = listed.filter { $0.expiry < today }
    guard !expired.isEmpty else { return nil }
    return expired.map { "known defect \($0.name) was excused until \($0.expiry)" }
      .joined(separator: ", ")
  }

  /// The known defect, with the first of the expiry days.
  var outcome: Outcome {
    .knownDefect(
      name: listed.map(\.name).joined(separator: ", "),
      reason: listed.map(\.reason).joined(separator: "; "),
      expiry: listed.map(\.expiry).min().map(\.description) ?? "")
  }
}

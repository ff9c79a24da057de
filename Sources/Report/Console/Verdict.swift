import Comparison
import Harness

/// The closing line of a run, in every format for people.
enum Verdict {
  /// `PASS: 74 pass, 2 unsupported in 3.200 s`
  static func line(for summary: RunSummary, style: Style = Style(isColoured: false)) -> String {
    let counts = counts(of: summary)
    let time = summary.seconds.map { " in \(Decimal.milliseconds($0)) s" } ?? ""
    let word = summary.exitCode == .pass ? style.good("PASS") : style.bad("FAIL")
    let reason = summary.reasonToBeRed ?? (summary.isInterrupted ? "interrupted" : nil)
    return
      "\(word): \(reason.map { $0 + "; " } ?? "")\(counts.isEmpty ? "no cases" : counts)\(time)"
  }

  /// `74 pass, 2 unsupported`
  static func counts(of summary: RunSummary) -> String {
    Outcome.Kind.allCases.compactMap { kind in
      let count = summary.counts[kind] ?? 0
      return count > 0 ? "\(count) \(kind.rawValue)" : nil
    }.joined(separator: ", ")
  }
}

import Faults
import Foundation

/// Scores as lines for people.
enum ScoreText {
  /// `found    0.4 s    112 graphs  2 operators   9 elements  41 candidates  name: signature`
  static func line(_ score: FaultScore) -> String {
    let time = String(format: "%6.1f s %7d graphs", score.seconds, score.graphs)
    guard let reduced = score.reduced else {
      let reach = score.reach ?? 0
      return "MISSED \(time)  \(score.fault): changes the results of \(reach) graphs of 1000"
    }
    let size = String(
      format: "%2d operators %4d elements %3d candidates", reduced.operators,
      reduced.inputElements, reduced.candidates)
    return "found  \(time) \(size)  \(score.fault): \(reduced.signature)"
  }

  /// The reductions that went astray, and how many there were.
  static func slippage(_ slippage: Slippage) -> String {
    let slips = slippage.slips.map {
      "SLIPPED graph \($0.graph): \($0.culprit) -> \($0.other), \($0.signature)"
    }
    let figures =
      "\(slippage.shrinks) reductions of graphs that hold two faults, \(slippage.slips.count) slipped "
      + "(goal 0); \(slippage.unclear) graphs more fail by both at once"
    return (slips + [figures]).joined(separator: "\n")
  }

  /// Groups with several causes, causes with several groups, and the figures.
  static func deduplication(_ result: Deduplication) -> String {
    let lists =
      result.within.mixed.map { "mixed  " + $0 } + result.within.split.map { "split  " + $0 }
    let within = figures(
      result.within,
      "\(result.campaigns) campaigns with six faults at once (\(result.ambiguous) failures more are of none "
        + "or several)")
    let heap = figures(result.heap, "all faults in one heap")
    return (lists + [within + " (goals 0.98 and 0.90)", heap]).joined(separator: "\n")
  }

  private static func figures(_ score: GroupingScore, _ what: String) -> String {
    String(
      format: "%@: %d failures in %d groups, precision %.3f, recall %.3f", what, score.failures,
      score.groups, score.precision, score.recall)
  }

  /// The figures of all of them.
  static func summary(_ summary: MutationScore.Summary) -> String {
    String(
      format: """
        %d of %d faults found (%.1f %%, goal 95 %%), half of them within %.1f s
        after reduction: %g operators (goal 3) and %g input elements (goal 64) in the median, \
        at most %d candidates (goal 100)
        """,
      summary.found, summary.planted, 100 * summary.foundShare, summary.medianSeconds,
      summary.medianOperators, summary.medianInputElements, summary.mostCandidates)
  }
}

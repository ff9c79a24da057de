import Comparison
import Harness

extension RunSummary {
  /// Why the run is red, if it is not for one of its cases.
  var reasonToBeRed: String? {
    guard exitCode != .pass, !counts.contains(where: { $0.value > 0 && $0.key.isRed }) else {
      return nil
    }
    return isInterrupted ? "interrupted before every case had its turn" : "nothing was judged"
  }

  /// A case that says so, for formats whose readers look at nothing but cases: a report without a
  /// failure is green wherever it is shown. It is no case of the run and in none of its counts.
  var redCase: CaseResult? {
    reasonToBeRed.map { CaseResult(suite: "run", name: "verdict", outcome: .infrastructure($0)) }
  }
}

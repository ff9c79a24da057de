import Axon
import Comparison
import Fuzz
import Graph

/// Engine `axon-sdk` against engine `axon`: bit for bit, unless a layer meets a known defect of Nordic's
/// compiler that `axon` does not reproduce in the version that it has, or a softmax is 1 apart, which
/// Nordic's table of exponentials decides.
struct CompilerOracle: FailureOracle {
  private let axon: any Engine
  private let version: AxonVersion
  private let plain: DifferentialOracle

  /// - Parameters:
  ///   - axon: the engine that is trusted.
  ///   - sdk: the one that Nordic's compiler is behind.
  ///   - version: whose defects `axon` has.
  init(axon: any Engine, sdk: any Engine, version: AxonVersion) {
    self.axon = axon
    self.version = version
    plain = DifferentialOracle(subject: sdk, trusted: axon)
  }

  func failure(of candidate: FuzzCase, graph: ValidatedGraph) -> Failure? {
    failure(in: CaseRuns(candidate, graph: graph))
  }

  func failure(in runs: CaseRuns) -> Failure? {
    guard let failure = plain.failure(in: runs),
      let plan = try? runs.trace(of: axon).plan as? AxonPlan
    else { return nil }
    let isExcused =
      Self.isOfTable(failure, in: plan.report)
      || !plan.report.defects.allSatisfy { version.reproduces($0.meeting.defect) }
    return isExcused ? nil : failure
  }

  /// Whether Nordic's table of exponentials may be what differs: a softmax gives results 1 apart.
  static func isOfTable(_ failure: Failure, in report: PartitionReport) -> Bool {
    guard failure.signature.rounding == .unexplained, let index = failure.operatorIndex,
      case .delegated(_, as: .softmax) = report.operators[index].placement
    else { return false }
    return true
  }
}

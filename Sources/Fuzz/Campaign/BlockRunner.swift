import Comparison
import Graph
import Store

/// Runs one block of a campaign: makes its cases in order, asks every oracle, reduces what fails.
struct BlockRunner: Sendable {
  let feedback: Feedback
  let oracles: [NamedOracle]
  /// How many candidates a reduction may run.
  let reductionBudget: Int

  /// Runs the cases `numbers`.
  ///
  /// Only the first failure of each signature is reduced and kept; the others are counted.
  /// - Parameter shouldStop: asked before each case; the record then covers the cases so far.
  func run(
    _ number: Int, cases numbers: Range<Int>, shouldStop: () -> Bool
  ) -> BlockRecord {
    let start = ContinuousClock.now
    var record = BlockRecord(number: number, graphs: 0, seconds: 0)
    var cases = BlockCases(feedback)
    var known: Set<KnownFailure> = []
    for index in numbers {
      if shouldStop() { break }
      record.graphs += 1
      let runs: CaseRuns
      switch cases.next(index) {
      case .unusable(let why):
        record.counts[why.rawValue, default: 0] += 1
        continue
      case .runs(let made, _): runs = made
      }
      for oracle in oracles {
        guard let failure = oracle.oracle.failure(in: runs) else { continue }
        record.counts["failing: \(oracle.name)", default: 0] += 1
        let seen = KnownFailure(oracle: oracle.name, signature: failure.signature)
        guard known.insert(seen).inserted else { continue }
        record.failures.append(reduced(runs.candidate, failure, index, oracle))
      }
    }
    record.features = cases.features
    record.seconds = Double(secondsOf: start.duration(to: .now))
    return record
  }

  private struct KnownFailure: Hashable {
    var oracle: String
    var signature: FailureSignature
  }

  private func reduced(
    _ candidate: FuzzCase, _ failure: Failure, _ index: Int, _ oracle: NamedOracle
  ) -> FailureRecord {
    let shrinker = Shrinker(oracle: oracle.oracle, budget: reductionBudget)
    let reduction = shrinker.shrink(candidate, failure: failure)
    return FailureRecord(
      graph: index, oracle: oracle.name, signature: reduction.failure.signature,
      details: FailureRecord.Details(
        originalSignature: failure.signature, originalOperators: candidate.operatorCount,
        operators: reduction.result.operatorCount, inputElements: reduction.result.inputElements,
        candidates: reduction.candidates, isMinimal: reduction.isMinimal,
        mistakes: reduction.failure.mistakes,
        possibleMistakes: reduction.failure.possibleMistakes),
      bundle: try? reduction.result.archive())
  }
}

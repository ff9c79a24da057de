import Comparison
import Graph
import Store

/// Runs one block of a campaign: makes its cases in order, asks every oracle, reduces what fails.
struct BlockRunner: Sendable {
  let source: any CaseSource
  let oracles: [NamedOracle]
  /// What tells more of a case than its graph does.
  let probes: [any FeatureProbe]
  /// What tells whether TOSA defines all of a case's results.
  let witness: Witness?
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
    var novel: [FuzzCase] = []
    var known: Set<KnownFailure> = []
    for index in numbers {
      if shouldStop() { break }
      let candidate = source.makeCase(index, novel: novel)
      record.graphs += 1
      guard let graph = try? ValidatedGraph(candidate.graph) else {
        record.counts["invalid", default: 0] += 1
        continue
      }
      let runs = CaseRuns(candidate, graph: graph)
      if let witness, witness.isOpen(runs) {
        record.counts["open", default: 0] += 1
        continue
      }
      var isNovel = false
      for feature in features(of: runs) where record.features[feature] == nil {
        record.features[feature] = index
        isNovel = true
      }
      if isNovel { novel.append(candidate) }
      for oracle in oracles {
        guard let failure = oracle.oracle.failure(in: runs) else { continue }
        record.counts["failing: \(oracle.name)", default: 0] += 1
        let seen = KnownFailure(oracle: oracle.name, signature: failure.signature)
        guard known.insert(seen).inserted else { continue }
        record.failures.append(reduced(candidate, failure, index, oracle))
      }
    }
    record.seconds = Double(secondsOf: start.duration(to: .now))
    return record
  }

  private func features(of runs: CaseRuns) -> [String] {
    probes.reduce(source.features(of: runs.candidate, graph: runs.graph)) {
      $0 + $1.features(in: runs)
    }
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
        candidates: reduction.candidates, isMinimal: reduction.isMinimal),
      bundle: try? reduction.result.archive())
  }
}

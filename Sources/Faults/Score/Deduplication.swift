import Comparison
import Fuzz
import Graph
import Store

/// How well failures of planted faults are grouped: in campaigns that meet some faults at once, as real ones
/// do, and all in one heap.
public struct Deduplication: Sendable, Codable, Hashable {
  public var campaigns: Int
  /// Pairs of failures within each campaign, summed up.
  public var within: GroupingScore
  /// Reduced failures of campaigns that no fault, or more than one, gives by itself; left out.
  public var ambiguous: Int
  /// One failure with every other, of all faults planted one by one.
  public var heap: GroupingScore

  /// Whether groups within campaigns meet the goals: different faults are kept apart, and one is not split.
  public var isGood: Bool { within.precision >= 0.98 && within.recall >= 0.90 }

  /// How much is done.
  public struct Extent: Sendable {
    /// Faults of one bench that an engine has at once in a campaign.
    public var faultsAtOnce = 6
    /// How often each fault takes part in one.
    public var rounds = 3
    /// Graphs of a campaign, and how many failures of it are reduced: one of each signature, as `assay fuzz`.
    public var graphs = 2048
    public var failures = 40
    /// Failures of each fault in the heap.
    public var heapFailures = 12

    /// What `make mutants` does.
    public init() {}
  }

  /// Runs campaigns over groups of faults that `seed` draws, and each fault by itself.
  public static func measure(
    _ faults: [Fault], extent: Extent = Extent(), seed: UInt64, jobs: Int
  ) async -> Deduplication {
    let draws = draws(of: faults, extent, seed: seed)
    let campaigns = await Parallel.map(Array(draws.enumerated()), jobs: jobs) { number, faults in
      campaign(faults, extent, seed: seed &+ UInt64(number))
    }
    let heap = await Parallel.map(faults, jobs: jobs) { fault in
      reduced([fault], limit: extent.heapFailures, extent, seed: seed, isDistinct: false).map {
        LabelledFailure(fault: fault.name, record: $0.record)
      }
    }
    var result = Deduplication(
      campaigns: draws.count, within: GroupingScore(), ambiguous: 0,
      heap: GroupingScore(heap.flatMap { $0 }))
    for campaign in campaigns {
      result.within.add(GroupingScore(campaign.labelled))
      result.ambiguous += campaign.ambiguous
    }
    return result
  }

  /// Groups of faults of one bench: in each round every fault is in one.
  private static func draws(of faults: [Fault], _ extent: Extent, seed: UInt64) -> [[Fault]] {
    var random = SplitMix64(seed: seed)
    var draws: [[Fault]] = []
    for _ in 0..<extent.rounds {
      for bench in Bench.allCases {
        var left = faults.filter { $0.bench == bench }
        for index in left.indices.reversed() {
          left.swapAt(index, Int(random.next() % UInt64(index + 1)))
        }
        while !left.isEmpty {
          draws.append(Array(left.prefix(extent.faultsAtOnce)))
          left.removeFirst(min(extent.faultsAtOnce, left.count))
        }
      }
    }
    return draws
  }

  /// The failures of an engine with `faults`, each with the one fault that gives it alone.
  private static func campaign(
    _ faults: [Fault], _ extent: Extent, seed: UInt64
  ) -> (labelled: [LabelledFailure], ambiguous: Int) {
    let attribution = Attribution(faults, bench: faults[0].bench)
    var labelled: [LabelledFailure] = []
    let found = reduced(faults, limit: extent.failures, extent, seed: seed, isDistinct: true)
    for item in found {
      let culprits = faults.filter {
        attribution.fails(item.reduction.result, as: item.reduction.failure, with: [$0])
      }
      if culprits.count == 1 {
        labelled.append(LabelledFailure(fault: culprits[0].name, record: item.record))
      }
    }
    return (labelled, found.count - labelled.count)
  }

  /// Failures of an engine with `faults`, reduced.
  ///
  /// - Parameter isDistinct: whether only the first failure of each signature is.
  private static func reduced(
    _ faults: [Fault], limit: Int, _ extent: Extent, seed: UInt64, isDistinct: Bool
  ) -> [(record: FailureRecord, reduction: Shrinker.Reduction)] {
    guard let bench = faults.first?.bench else { return [] }
    let hunt = FaultHunt(faults, bench: bench, seed: seed)
    let shrinker = Shrinker(oracle: bench.oracle(faults))
    var known: Set<FailureSignature> = []
    var found: [(record: FailureRecord, reduction: Shrinker.Reduction)] = []
    var next = 0
    while found.count < limit, let find = hunt.next(from: next, shouldStop: { $0 >= extent.graphs })
    {
      next = find.number + 1
      guard known.insert(find.failure.signature).inserted || !isDistinct else { continue }
      let reduction = shrinker.shrink(find.found, failure: find.failure)
      let record = FailureRecord(
        graph: find.number, oracle: bench.rawValue, signature: reduction.failure.signature,
        details: FailureRecord.Details(
          originalSignature: find.failure.signature,
          originalOperators: find.found.operatorCount,
          operators: reduction.result.operatorCount,
          inputElements: reduction.result.inputElements, candidates: reduction.candidates,
          isMinimal: reduction.isMinimal, mistakes: reduction.failure.mistakes,
          possibleMistakes: reduction.failure.possibleMistakes))
      found.append((record, reduction))
    }
    return found
  }
}

import Comparison
import Fuzz
import Graph

/// Reductions of graphs that hold two faults: each must end with the fault that it began with.
public struct Slippage: Sendable, Codable, Hashable {
  /// Reductions.
  public var shrinks: Int
  /// Those that ended with the other fault.
  public var slips: [Slip]
  /// Graphs that failed by both faults at once, and so by neither alone; left out.
  public var unclear: Int

  /// A reduction that went astray.
  public struct Slip: Sendable, Codable, Hashable {
    public var culprit: String
    public var other: String
    public var graph: Int
    public var signature: String
  }

  /// What one pair of faults gave.
  struct Trial: Sendable {
    var shrinks = 0
    var slips: [Slip] = []
    var unclear = 0
  }

  /// Makes `count` reductions over pairs of faults.
  public static func measure(
    _ count: Int, among faults: [Fault], seed: UInt64, jobs: Int, limit: Int = 400
  ) async -> Slippage {
    let pairs = Self.pairs(of: faults, seed: seed)
    guard !pairs.isEmpty else { return Slippage(shrinks: 0, slips: [], unclear: 0) }
    var result = Slippage(shrinks: 0, slips: [], unclear: 0)
    var round = 0
    // As many from each pair as are needed, a few at a time.
    while result.shrinks < count, round < 40 {
      let wanted = min(pairs.count, max(count - result.shrinks, 1))
      let start = round * wanted % pairs.count
      let chosen = (0..<wanted).map { pairs[(start + $0) % pairs.count] }
      let number = round
      let trials = await Parallel.map(chosen, jobs: jobs) { pair in
        trial(pair, seed: seed &+ UInt64(number), limit: limit)
      }
      for trial in trials where result.shrinks < count {
        result.shrinks += trial.shrinks
        result.slips += trial.slips
        result.unclear += trial.unclear
      }
      round += 1
    }
    return result
  }

  /// Pairs of faults of one bench, in an order that mixes them.
  private static func pairs(of faults: [Fault], seed: UInt64) -> [[Fault]] {
    var pairs: [[Fault]] = []
    for (index, first) in faults.enumerated() {
      for second in faults[(index + 1)...] where second.bench == first.bench {
        pairs.append([first, second])
      }
    }
    var random = SplitMix64(seed: seed)
    for index in pairs.indices.reversed() {
      pairs.swapAt(index, Int(random.next() % UInt64(index + 1)))
    }
    return pairs
  }

  /// Reduces the first graph on which both faults show.
  private static func trial(_ pair: [Fault], seed: UInt64, limit: Int) -> Trial {
    let bench = pair[0].bench
    let (both, alone) = (bench.oracle(pair), pair.map { bench.oracle([$0]) })
    let attribution = Attribution(pair, bench: bench)
    var trial = Trial()
    for number in 0..<limit {
      let candidate = bench.makeCase(number, seed: seed)
      guard let graph = try? ValidatedGraph(candidate.graph),
        alone.allSatisfy({ $0.failure(of: candidate, graph: graph) != nil }),
        let failure = both.failure(of: candidate, graph: graph)
      else { continue }
      let culprits = pair.filter { attribution.fails(candidate, as: failure, with: [$0]) }
      guard culprits.count == 1, let culprit = culprits.first,
        let other = pair.first(where: { $0.name != culprit.name })
      else {
        trial.unclear += 1
        continue
      }
      let reduction = Shrinker(oracle: both).shrink(candidate, failure: failure)
      trial.shrinks += 1
      if !attribution.fails(reduction.result, as: reduction.failure, with: [culprit]) {
        trial.slips.append(
          Slip(
            culprit: culprit.name, other: other.name, graph: number,
            signature: failure.signature.description))
      }
      break
    }
    return trial
  }
}

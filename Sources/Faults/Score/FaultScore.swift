import Comparison
import Fuzz
import Graph

/// What looking for one fault gave.
public struct FaultScore: Sendable, Codable, Hashable {
  public var fault: String
  public var bench: String
  public var origin: String
  public var summary: String
  /// Graphs that were run, the failing one included.
  public var graphs: Int
  /// Seconds of one core until it was found, or given up.
  public var seconds: Double
  /// What is left of the failing graph; nil if the fault was not found.
  public var reduced: Reduced?

  /// If it was not found, in how many of the first 1,000 graphs it changes a number at all.
  public var reach: Int?

  /// A reduced failure.
  public struct Reduced: Sendable, Codable, Hashable {
    public var signature: String
    public var originalOperators: Int
    public var operators: Int
    public var inputElements: Int
    public var candidates: Int
    public var isMinimal: Bool
    public var seconds: Double
  }

  /// Looks for `fault` for at most `limit` seconds, and reduces what is found.
  public static func of(_ fault: Fault, seed: UInt64, limit: Double) -> FaultScore {
    let clock = ContinuousClock()
    let start = clock.now
    func seconds() -> Double { Double(secondsOf: start.duration(to: clock.now)) }
    var graphs = 0
    let find = FaultHunt([fault], bench: fault.bench, seed: seed).next { number in
      graphs = number
      return seconds() >= limit
    }
    var score = FaultScore(
      fault: fault.name, bench: fault.bench.rawValue, origin: fault.origin.description,
      summary: fault.summary, graphs: find == nil ? graphs : graphs + 1, seconds: seconds())
    guard let find else {
      let plain = fault.bench.plainOracle([fault])
      score.reach = (0..<1000).count { number in
        let candidate = fault.bench.makeCase(number, seed: seed)
        guard let graph = try? ValidatedGraph(candidate.graph) else { return false }
        return plain.failure(of: candidate, graph: graph) != nil
      }
      return score
    }
    let found = clock.now
    let shrinker = Shrinker(oracle: fault.bench.oracle([fault]))
    let reduction = shrinker.shrink(find.found, failure: find.failure)
    score.reduced = Reduced(
      signature: reduction.failure.signature.description,
      originalOperators: find.found.operatorCount, operators: reduction.result.operatorCount,
      inputElements: reduction.result.inputElements, candidates: reduction.candidates,
      isMinimal: reduction.isMinimal,
      seconds: Double(secondsOf: found.duration(to: clock.now)))
    return score
  }
}

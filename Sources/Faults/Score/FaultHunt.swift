public import Fuzz
import Graph

/// Looks for faults: graph after graph until one fails.
public struct FaultHunt: Sendable {
  /// Faults of one bench that are in the engine together.
  public let faults: [Fault]
  public let bench: Bench
  public let seed: UInt64

  /// A hunt for `faults`, all of `bench`, over the graphs of `seed`.
  public init(_ faults: [Fault], bench: Bench, seed: UInt64 = 1) {
    self.faults = faults
    self.bench = bench
    self.seed = seed
  }

  /// A graph on which the engine with the faults fails and the engine without them does not.
  public struct Find: Sendable {
    /// The graph's number.
    public var number: Int
    public var found: FuzzCase
    public var failure: Failure
  }

  /// The first failing graph from `start` on.
  ///
  /// - Parameter shouldStop: asked before each graph.
  /// - Returns: nil if stopped before.
  public func next(from start: Int = 0, shouldStop: (Int) -> Bool) -> Find? {
    let (faulty, sound) = (bench.oracle(faults), bench.oracle([]))
    var number = start
    while !shouldStop(number) {
      let candidate = bench.makeCase(number, seed: seed)
      if let graph = try? ValidatedGraph(candidate.graph),
        let failure = faulty.failure(of: candidate, graph: graph),
        sound.failure(of: candidate, graph: graph) == nil
      {
        return Find(number: number, found: candidate, failure: failure)
      }
      number += 1
    }
    return nil
  }
}

import Comparison
public import Fuzz
import Graph

/// Which of several planted faults makes a case fail, found out by switching them off one by one.
public struct Attribution: Sendable {
  /// Faults of one bench that are in the engine together.
  public let faults: [Fault]
  private let bench: Bench

  /// Attribution among `faults`, all of `bench`.
  public init(_ faults: [Fault], bench: Bench) {
    self.faults = faults
    self.bench = bench
  }

  /// The faults without which `candidate` no longer fails as `signature` says at that operator.
  public func culprits(of candidate: FuzzCase, _ failure: Failure) -> [Fault] {
    faults.filter { fault in
      !fails(candidate, as: failure, with: faults.filter { $0.name != fault.name })
    }
  }

  /// Whether `candidate` fails in the same way, at the same operator, with only `faults` planted.
  public func fails(_ candidate: FuzzCase, as failure: Failure, with faults: [Fault]) -> Bool {
    guard let graph = try? ValidatedGraph(candidate.graph),
      let found = bench.oracle(faults).failure(of: candidate, graph: graph)
    else { return false }
    return found.operatorIndex == failure.operatorIndex
      && found.signature.isSameClass(as: failure.signature)
  }
}

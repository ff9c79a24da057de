import Comparison
import Graph

/// A reduction under way: the smallest case so far, and what may still be tried.
struct ReductionSearch {
  private(set) var best: FuzzCase
  private(set) var failure: Failure
  private(set) var candidates = 0
  private(set) var isMinimal = false
  private let target: FailureSignature
  private let oracle: any FailureOracle
  private let budget: Int
  /// What was tried without success; a case that came up twice is not run again.
  private var rejected: Set<FuzzCase> = []

  init(_ original: FuzzCase, _ failure: Failure, oracle: any FailureOracle, budget: Int) {
    best = original
    self.failure = failure
    target = failure.signature
    self.oracle = oracle
    self.budget = budget
  }

  /// Whether another candidate may be run.
  var hasBudget: Bool { candidates < budget }

  mutating func run() {
    cutOut()
    var isSettled = false
    while !isSettled, hasBudget {
      isSettled = true
      if removeOperators() { isSettled = false }
      if reduceSizes() { isSettled = false }
      if simplifyAttributes() { isSettled = false }
    }
    isMinimal = isSettled && hasBudget
    simplifyValues()
  }

  /// Takes `candidate` as the best so far if it is valid and fails in the same way.
  mutating func accept(_ candidate: FuzzCase?) -> Bool {
    guard let candidate, hasBudget, candidate != best, !rejected.contains(candidate),
      let graph = try? ValidatedGraph(candidate.graph)
    else { return false }
    candidates += 1
    if let found = oracle.failure(of: candidate, graph: graph),
      found.signature.isSameClass(as: target)
    {
      best = candidate
      failure = found
      return true
    }
    rejected.insert(candidate)
    return false
  }
}

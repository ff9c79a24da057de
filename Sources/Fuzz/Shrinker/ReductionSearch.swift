import Comparison
import Graph

/// A reduction under way: the smallest case so far, and what may still be tried.
struct ReductionSearch {
  private(set) var best: FuzzCase
  private(set) var failure: Failure
  private(set) var candidates = 0
  private(set) var isMinimal = false
  private let target: FailureSignature
  /// The differing element that is followed through every step, by its coordinates in the operator's
  /// result; nil if unknown.
  private(set) var witness: [Int]?
  private let oracle: any FailureOracle
  private let budget: Int
  /// What was tried without success; a case that came up twice is not run again.
  private var rejected: Set<FuzzCase> = []

  init(_ original: FuzzCase, _ failure: Failure, oracle: any FailureOracle, budget: Int) {
    best = original
    self.failure = failure
    target = failure.signature
    witness = failure.element.isEmpty ? nil : failure.element
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
    simplifyTypes()
    simplifyValues()
    failure.signature = failure.reducedSignature(in: best)
  }

  /// Takes `candidate` as the best so far if it is valid and fails in the same way, at the same element.
  ///
  /// - Parameter cut: for axes of the result that were cut, what is left of them; others keep the
  ///   witness's coordinate if they keep their size.
  mutating func accept(_ candidate: FuzzCase?, cut: [Int: ResultCut] = [:]) -> Bool {
    guard let candidate, hasBudget, candidate != best, !rejected.contains(candidate),
      let graph = try? ValidatedGraph(candidate.graph)
    else { return false }
    candidates += 1
    if let found = oracle.failure(of: candidate, graph: graph),
      found.signature.isSameClass(as: target), let element = followed(found, in: candidate, cut)
    {
      witness = element.isEmpty ? nil : element
      best = candidate
      failure = found
      return true
    }
    rejected.insert(candidate)
    return false
  }

  /// Where the witness is in a candidate that fails as `found`; nil if it does not differ there, empty if
  /// elements are not known.
  private func followed(
    _ found: Failure, in candidate: FuzzCase, _ cut: [Int: ResultCut]
  ) -> [Int]? {
    guard let witness, let old = failure.shape(in: best), let new = found.shape(in: candidate),
      witness.count == old.rank, new.rank == old.rank, !found.differing.isEmpty
    else { return found.element }
    let wanted = old.indices.map { axis -> Int? in
      if let cut = cut[axis] { return cut.place(of: witness[axis]) }
      return new[axis] == old[axis] ? witness[axis] : nil
    }
    let matching = found.differing.sorted().lazy.map(new.coordinates(ofFlatIndex:)).first { place in
      zip(wanted, place).allSatisfy { $0 == nil || $0 == $1 }
    }
    return matching
  }
}

/// The part of one axis of a result that is left.
struct ResultCut {
  var start: Int
  var size: Int

  /// Where an element is on the axis now; an unlikely place if it is cut off.
  func place(of old: Int) -> Int { (0..<size).contains(old - start) ? old - start : -1 }
}

extension Failure {
  /// The shape of the result that differs.
  fileprivate func shape(in candidate: FuzzCase) -> Shape? {
    guard let operatorIndex, candidate.block.operators.indices.contains(operatorIndex),
      let result = candidate.block.operators[operatorIndex].outputs.first
    else { return nil }
    return candidate.block[result].type.shape
  }
}

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
  /// The mistakes that explained the whole result while it was whole, and who tells.
  private var mistakes: KnownMistakes?
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
    let mistakes = nameMistakes()
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
    failure.mistakes = mistakes
    failure.possibleMistakes = possibleMistakes()
  }

  /// Who tells what mistakes explain; nil if the oracle has nobody.
  private var likely: LikelyMistakes? { oracle.mistakeJudge.map { LikelyMistakes(judge: $0) } }

  /// What explains the failure, before its tensors are cut.
  private mutating func nameMistakes() -> [String] {
    guard let likely else { return [] }
    let names = likely.operatorMistakes(of: failure, in: best)
    guard !names.isEmpty, likely.isTelling(failure) else {
      return names + likely.resultMistakes(of: failure, in: best)
    }
    mistakes = KnownMistakes(likely: likely, names: Set(names))
    return names
  }

  /// What explains what is left of the failure.
  private func possibleMistakes() -> [String] {
    guard let likely else { return [] }
    let names = likely.operatorMistakes(of: failure, in: best)
    // The few numbers that are left of a layer are 0, or at an end, whatever went wrong.
    let results =
      failure.signature.rounding == .unexplained
      ? likely.roundings(of: failure) : likely.resultMistakes(of: failure, in: best)
    return names + results.filter { !names.contains($0) }
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
      found.signature.isSameClass(as: target),
      found.resultName(in: candidate) == failure.resultName(in: best),
      let element = followed(found, in: candidate, cut),
      isSameError(found, at: element, in: candidate)
    {
      witness = element.isEmpty ? nil : element
      best = candidate
      failure = found
      return true
    }
    rejected.insert(candidate)
    return false
  }

  /// Whether `found` is the same bug, as far as the numbers tell: all mistakes that explained the whole
  /// result in the beginning still do, or the witness is wrong by as much as before.
  ///
  /// Where another bug comes in, or the first one has gone and another is left, neither holds. To be wrong
  /// by one or two says little: there both numbers stay.
  private func isSameError(_ found: Failure, at element: [Int], in candidate: FuzzCase) -> Bool {
    guard let witness, !element.isEmpty, let old = failure.numbers(at: witness),
      let new = found.numbers(at: element)
    else { return true }
    if let mistakes, mistakes.explain(found, in: candidate) { return true }
    return old.error.magnitude <= 2 ? new == old : new.error == old.error
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
    let places = found.differing.sorted().map(new.coordinates(ofFlatIndex:)).filter { place in
      zip(wanted, place).allSatisfy { $0 == nil || $0 == $1 }
    }
    // Where the axis that was cut is another, the one that is wrong by as much is it.
    let numbers = failure.numbers(at: witness)
    return places.first { found.numbers(at: $0) == numbers }
      ?? places.first { found.numbers(at: $0)?.error == numbers?.error } ?? places.first
  }
}

/// What both engines give for one element.
private struct WitnessNumbers: Hashable {
  var actual: Double
  var expected: Double

  /// By how much it is wrong.
  var error: Double { actual - expected }
}

/// Mistakes that explained a whole result.
private struct KnownMistakes {
  let likely: LikelyMistakes
  let names: Set<String>

  /// Whether each of them explains `failure` as well: a step that tells them apart could leave the wrong one.
  func explain(_ failure: Failure, in candidate: FuzzCase) -> Bool {
    Set(likely.operatorMistakes(of: failure, in: candidate, among: names)) == names
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
  /// The numbers at an element of the result; nil if unknown.
  fileprivate func numbers(at element: [Int]) -> WitnessNumbers? {
    guard let actual, let expected, actual.shape == expected.shape,
      element.count == actual.shape.rank
    else { return nil }
    let index = actual.shape.flatIndex(of: element)
    let (mine, theirs) = (actual.realValues, expected.realValues)
    guard mine.indices.contains(index) else { return nil }
    return WitnessNumbers(actual: mine[index], expected: theirs[index])
  }

  /// What the graph calls the result that differs: an operator keeps its name while others go.
  func resultName(in candidate: FuzzCase) -> String? {
    guard let operatorIndex, candidate.block.operators.indices.contains(operatorIndex),
      let result = candidate.block.operators[operatorIndex].outputs.first
    else { return nil }
    return candidate.block[result].name
  }

  /// The shape of the result that differs.
  fileprivate func shape(in candidate: FuzzCase) -> Shape? {
    guard let operatorIndex, candidate.block.operators.indices.contains(operatorIndex),
      let result = candidate.block.operators[operatorIndex].outputs.first
    else { return nil }
    return candidate.block[result].type.shape
  }
}

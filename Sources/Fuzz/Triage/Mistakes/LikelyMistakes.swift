import Graph

/// What an engine seems to have computed instead: each single small mistake that makes its wrong result
/// right, in every element.
///
/// A mistake is planted in the case, not in an engine: an operator with other attributes, or one that reads
/// other numbers. That one gives a whole tensor by chance is unlikely; that it gives the one element that a
/// reduction leaves is not.
struct LikelyMistakes {
  /// Who tells what is right.
  let judge: any MistakeJudge

  /// The mistakes of operators that explain how `candidate` fails, the likeliest first; empty if none does.
  ///
  /// - Parameter known: the only ones that are tried; nil for all.
  func operatorMistakes(
    of failure: Failure, in candidate: FuzzCase, among known: Set<String>? = nil
  ) -> [String] {
    // As engines see it: exporters take liberties with constants.
    guard let graph = try? ValidatedGraph(candidate.graph), let index = failure.operatorIndex,
      graph.main.operators.indices.contains(index),
      let result = graph.main.operators[index].outputs.first
    else { return [] }
    let name = graph.main[result].name
    let cases = MistakenCases(
      original: FuzzCase(graph: graph.graph, inputs: candidate.inputs), values: failure.values)
    var names: [String] = []
    for position in graph.main.operators.indices where position <= index {
      for mistake in cases.mistakes(at: position)
      where known?.contains(mistake.name) != false && !names.contains(mistake.name) {
        guard let mistaken = mistake.makeCase(), let graph = try? ValidatedGraph(mistaken.graph),
          judge.isRight(name, of: failure, for: graph, mistaken.inputs)
        else { continue }
        names.append(mistake.name)
      }
    }
    return names
  }

  /// What the wrong numbers have in common with the right ones, whatever the operator.
  func resultMistakes(of failure: Failure, in candidate: FuzzCase) -> [String] {
    guard let actual = failure.actual, let expected = failure.expected else { return [] }
    var names = ResultMistake.names(
      of: actual, expected, differing: failure.differing, tolerance: judge.slack)
    if holdsAnother(failure, actual, in: candidate) {
      names.append("another tensor written over it")
    }
    return names
  }

  /// How the wrong numbers were rounded, if that is what is wrong with them.
  func roundings(of failure: Failure) -> [String] {
    guard let actual = failure.actual, let expected = failure.expected else { return [] }
    return ResultMistake.roundings(of: actual, expected, differing: failure.differing)
  }

  /// Whether the result is what another tensor rightly holds: memory that both were given.
  private func holdsAnother(_ failure: Failure, _ actual: Tensor, in candidate: FuzzCase) -> Bool {
    let name = failure.resultName(in: candidate)
    return actual.count > 1
      && failure.observed.contains { other, value in
        // A view of the wrong result holds the same, wrongly.
        other != name && value.bytes == actual.bytes
          && failure.values[other]?.agrees(with: value, within: 2) == true
      }
  }

  /// Whether an explanation of `failure` is hardly chance: values that are almost right, or few, are
  /// explained by any number of mistakes.
  func isTelling(_ failure: Failure) -> Bool {
    guard let actual = failure.actual else { return false }
    return 8 * actual.dtype.hostSize * failure.differing.count >= 12
  }
}

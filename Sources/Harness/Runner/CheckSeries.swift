import Graph

/// The checks of one case, answered together: each set of inputs passes through all of them before
/// the next is made, so that no engine runs twice and no set outlives its turn.
struct CheckSeries {
  /// What one check found.
  struct Answer {
    var comparison: CheckComparison
    /// Why there is no verdict; the first error ends a check.
    var error: EngineError?
    /// Wall-clock time, the engines' included that no check before it needed.
    var duration: Duration = .zero
  }

  let suiteCase: SuiteCase
  let model: Model
  let options: EngineOptions

  /// An answer for each of `checks`, in order.
  func answers(to checks: [Check]) -> [Answer] {
    var runs = EngineRuns(model: model, inputs: suiteCase.inputs, options: options)
    var answers = checks.map { check in
      Answer(comparison: CheckComparison(check: check, model: model, options: options))
    }
    for set in 0..<runs.setCount {
      runs.select(set: set)
      for index in answers.indices where answers[index].error == nil {
        let start = ContinuousClock.now
        do throws(EngineError) {
          try add(to: &answers[index].comparison, from: &runs)
        } catch {
          answers[index].error = error
        }
        answers[index].duration += start.duration(to: .now)
      }
    }
    return answers
  }

  private func add(
    to comparison: inout CheckComparison, from runs: inout EngineRuns
  ) throws(EngineError) {
    let actual = try runs.run(of: comparison.check.engine)
    let inputs = runs.inputs ?? []
    switch comparison.check.against {
    case .golden:
      guard runs.setCount == 1 else {
        throw .invalid(
          InvalidInput(
            .configuration, "golden outputs belong to one set of inputs",
            remedy: "Give input files, or a seed with count 1."))
      }
      try comparison.add(actual, golden: suiteCase.golden, inputs: inputs)
    case .engine(let opponent):
      try comparison.add(actual, opponent: try runs.run(of: opponent), inputs: inputs)
    }
  }
}

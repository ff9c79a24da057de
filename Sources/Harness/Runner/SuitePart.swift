/// A piece of a suite that is run at one go: a case, a bundle of the corpus, or a task.
protocol SuitePart: Sendable {
  var suite: Suite { get }
  /// The name in reports.
  var name: String { get }
  /// The engines that take part.
  var engines: [String] { get }
  /// One result for each question that it asks, in a fixed order.
  func results() async -> [CaseResult]
  /// The results of one that had no turn.
  func skipped(_ reason: String) -> [CaseResult]
}

extension CaseRunner {
  var name: String { suiteCase.name }

  var engines: [String] {
    checks.flatMap { check -> [String] in
      if case .engine(let opponent) = check.against { return [check.engine, opponent] }
      return [check.engine]
    }
  }
}

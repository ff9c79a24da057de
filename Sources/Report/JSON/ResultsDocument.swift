public import Comparison
public import Harness

/// `results.json`: everything that a run found. `docs/formats.md` describes it.
public struct ResultsDocument: Codable, Sendable, Equatable {
  /// One comparison.
  public struct Case: Codable, Sendable, Equatable {
    public var suite: String
    public var name: String
    public var outcome: Outcome.Kind
    public var reason: String?
    public var message: String
    public var details: String
    public var seconds: Double?
    public var properties: [Property]
    public var tensors: [TensorResult]
    public var task: TaskResult?
    public var explanations: [ExplainedTensor]?
    public var reproduction: String
  }

  /// What was known when the run started.
  public var run: RunInfo?
  /// Every comparison, in the order of the suites.
  public var cases: [Case]
  /// How many comparisons had each outcome, by the outcome's name.
  public var counts: [String: Int]
  /// What the process ends with.
  public var exitCode: ExitCode
  /// Wall-clock time; null in a reproducible run.
  public var seconds: Double?

  init(run: RunInfo?, cases: [CaseResult], summary: RunSummary) {
    self.run = run
    self.cases = cases.map { result in
      Case(
        suite: result.suite, name: result.name, outcome: result.outcome.kind,
        reason: result.outcome.reason, message: result.message, details: result.details,
        seconds: result.seconds, properties: result.properties, tensors: result.tensors,
        task: result.task, explanations: result.explanations,
        reproduction: result.reproduction)
    }
    counts = summary.countsByName
    exitCode = summary.exitCode
    seconds = summary.seconds
  }
}

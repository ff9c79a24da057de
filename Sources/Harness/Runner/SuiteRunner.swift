import Comparison
import Foundation
import Graph

/// What to run of the suites, and how.
public struct RunOptions: Sendable {
  /// Only checks between these engines; nil for all.
  public var engines: Set<String>?
  /// Only cases whose name fits one of these patterns; empty for all.
  public var only: [String]
  /// How the engines are made.
  public var engineOptions: EngineOptions
  /// Cases run at a time.
  public var jobs: Int
  /// The part of the cases that this process runs.
  public var shard: Shard
  /// Whether to leave out everything that differs from run to run: times and dates.
  public var isReproducible: Bool
  /// The day on which a suite's excuses for known defects are weighed.
  public var today: CalendarDay
  /// Whether an engine that can't run a model is an error, exit code 3, as for a command that names
  /// its engines; a suite has it reported instead.
  public var needsEveryEngine = false

  /// Everything, on as many workers as `jobs`.
  public init(
    engines: Set<String>? = nil, only: [String] = [],
    engineOptions: EngineOptions = EngineOptions(), jobs: Int, shard: Shard = .whole,
    isReproducible: Bool = false,
    today: CalendarDay = .today
  ) {
    self.engines = engines
    self.only = only
    self.engineOptions = engineOptions
    self.jobs = jobs
    self.shard = shard
    self.isReproducible = isReproducible
    self.today = today
  }
}

/// Runs suites and tells what happens, in the order of the suites whatever finishes first.
public struct SuiteRunner: Sendable {
  private let runners: [any SuitePart]
  private let suites: [Suite]
  private let options: RunOptions

  /// A run of the cases, bundles and tasks of `suites` that `options` selects.
  public init(_ suites: [Suite], options: RunOptions) {
    self.suites = suites
    self.options = options
    var runners: [any SuitePart] = []
    for suite in suites {
      for suiteCase in suite.cases where options.selects(suiteCase.name) {
        let checks = suiteCase.checks.filter(options.selects)
        guard !checks.isEmpty else { continue }
        runners.append(
          CaseRunner(
            suite: suite, suiteCase: suiteCase, checks: checks,
            engineOptions: options.engineOptions, isReproducible: options.isReproducible,
            today: options.today))
      }
      for bundle in suite.corpus where options.selects(bundle.name) {
        let runner = BundleRunner(
          suite: suite, bundle: bundle, engineOptions: options.engineOptions,
          isReproducible: options.isReproducible)
        if options.selects(runner) { runners.append(runner) }
      }
      for task in suite.tasks where options.selects(task.name) {
        guard let task = options.part(of: task) else { continue }
        runners.append(
          TaskRunner(
            suite: suite, task: task, engineOptions: options.engineOptions, jobs: options.jobs,
            isReproducible: options.isReproducible))
      }
    }
    self.runners = options.shard.part(of: runners)
  }

  /// Runs every case.
  ///
  /// - Parameters:
  ///   - stop: once raised, what is under way is finished, the rest skipped, and all of it reported.
  ///   - record: called with each event, from one place at a time.
  /// - Throws: what `record` throws.
  public func run(
    version: String, stop: StopSignal = StopSignal(), record: (RunEvent) throws -> Void
  ) async throws -> RunSummary {
    let start = ContinuousClock.now
    try record(.runStarted(info(version: version)))
    var ledger = Ledger(needsEveryEngine: options.needsEveryEngine)
    let jobs = min(options.jobs, max(runners.count, 1))
    try await withThrowingTaskGroup(of: (Int, [CaseResult]).self) { group in
      var next = 0
      var finished: [Int: [CaseResult]] = [:]
      var reported = 0
      while reported < runners.count {
        while next < runners.count, next - reported < max(4 * jobs, 16),
          next - reported - finished.count < jobs
        {
          let (index, runner) = (next, runners[next])
          try record(.caseStarted(suite: runner.suite.name, name: runner.name))
          group.addTask {
            guard !stop.isRaised else {
              return (index, runner.skipped("the run was interrupted"))
            }
            return (index, await runner.results())
          }
          next += 1
        }
        guard let (index, results) = try await group.next() else { break }
        finished[index] = results
        while let results = finished.removeValue(forKey: reported) {
          for result in results {
            ledger.count(result.outcome)
            try record(.caseFinished(result))
          }
          reported += 1
        }
      }
    }
    if let closing = ledger.closingCase(isInterrupted: stop.isRaised) {
      ledger.count(closing.outcome)
      try record(.caseFinished(closing))
    }
    let seconds = options.isReproducible ? nil : Double(secondsOf: start.duration(to: .now))
    let summary = ledger.summary(seconds: seconds, isInterrupted: stop.isRaised)
    try record(.runFinished(summary))
    return summary
  }

  private func info(version: String) -> RunInfo {
    let engines = Set(runners.flatMap(\.engines))
    return RunInfo(
      suites: suites.map(\.name), engines: engines.sorted(), version: version,
      caseCount: runners.count, startedAt: options.isReproducible ? nil : .now)
  }
}

/// Counts outcomes.
private struct Ledger {
  private var counts: [Outcome.Kind: Int] = [:]
  private let needsEveryEngine: Bool

  init(needsEveryEngine: Bool) { self.needsEveryEngine = needsEveryEngine }

  /// Whether an engine did not do its part of a run that needs it.
  private var lacksEngine: Bool {
    needsEveryEngine && (counts[.unsupported] ?? 0) + (counts[.skipped] ?? 0) > 0
  }

  mutating func count(_ outcome: Outcome) { counts[outcome.kind, default: 0] += 1 }

  /// A case that says why a run is red if no other one does: a reader of a report sees only cases.
  func closingCase(isInterrupted: Bool) -> CaseResult? {
    let outcome: Outcome
    if isInterrupted {
      outcome = .infrastructure("interrupted before every case had its turn")
    } else if ExitCode(counts.keys) == .mismatch, counts[.fail] == nil, !lacksEngine {
      outcome = .fail
    } else {
      return nil
    }
    return CaseResult(
      suite: "run", name: "verdict", outcome: outcome,
      message: outcome.reason ?? "nothing was judged")
  }

  func summary(seconds: Double?, isInterrupted: Bool) -> RunSummary {
    RunSummary(
      counts: counts, seconds: seconds, isInterrupted: isInterrupted, lacksEngine: lacksEngine)
  }
}

extension RunOptions {
  func selects(_ name: String) -> Bool {
    only.isEmpty || only.contains { FilePattern.matches(name[...], $0[...]) }
  }

  /// The runs of a task between engines that are selected; nil if there are none.
  func part(of task: SuiteTask) -> SuiteTask? {
    guard let engines else { return task }
    guard engines.contains(task.baseline.engine) else { return nil }
    var part = task
    part.runs.removeAll { !engines.contains($0.subject.engine) }
    return part.runs.isEmpty ? nil : part
  }

  func selects(_ bundle: BundleRunner) -> Bool {
    engines?.isSuperset(of: bundle.engines) ?? true
  }

  func selects(_ check: Check) -> Bool {
    guard let engines else { return true }
    guard case .engine(let opponent) = check.against else { return engines.contains(check.engine) }
    return engines.contains(check.engine) && engines.contains(opponent)
  }
}

public import Graph

/// What happens in a run, in order. The runner knows no format; recorders make reports of it.
public enum RunEvent: Sendable {
  /// The first event.
  case runStarted(RunInfo)
  /// A case is being worked on; several may be at a time, so this is for progress only.
  case caseStarted(suite: String, name: String)
  /// A case has its verdict. These come in the order of the suites, whatever ran first.
  case caseFinished(CaseResult)
  /// The last event.
  case runFinished(RunSummary)
}

/// Makes a report, or part of one, out of the events of a run.
public protocol Recorder {
  /// Takes the next event.
  /// - Throws: if the report can't be written.
  mutating func record(_ event: RunEvent) throws(InfrastructureFailure)
}

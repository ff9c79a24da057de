import Comparison
public import Graph
public import Harness

/// JUnit XML as Jenkins and Surefire read it: a test suite for each suite, a test case for each
/// comparison.
///
/// `fail` becomes `failure`; `invalid`, `infrastructure` and `internal` become `error`;
/// `known defect`, `unsupported`, `unpredictable` and `skipped` become `skipped` with the reason;
/// `flaky` becomes `flakyFailure`. The schema is `Sources/Report/Schema/junit.xsd`.
public struct JUnitRecorder: Recorder {
  private let path: String
  private var info: RunInfo?
  private var cases: [CaseResult] = []

  /// A report that is written to `path` when the run has finished.
  public init(path: String) { self.path = path }

  public mutating func record(_ event: RunEvent) throws(InfrastructureFailure) {
    switch event {
    case .runStarted(let info): self.info = info
    case .caseStarted: break
    case .caseFinished(let result): cases.append(result)
    case .runFinished(let summary):
      let document = JUnitDocument(info: info, cases: cases, summary: summary)
      try FileContents.write(try document.bytes(), to: path)
    }
  }
}

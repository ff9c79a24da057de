public import Graph
public import Harness

/// `report.html`, for people: one file with everything in it, to open, send or print.
public struct HTMLRecorder: Recorder {
  private let path: String
  private var info: RunInfo?
  private var cases: [CaseResult] = []

  /// A page that is written to `path` when the run has finished.
  public init(path: String) { self.path = path }

  public mutating func record(_ event: RunEvent) throws(InfrastructureFailure) {
    switch event {
    case .runStarted(let info): self.info = info
    case .caseStarted: break
    case .caseFinished(let result): cases.append(result)
    case .runFinished(let summary):
      let document = HTMLDocument(info: info, cases: cases, summary: summary)
      try FileContents.write(try document.bytes(), to: path)
    }
  }
}

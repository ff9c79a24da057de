public import Graph
public import Harness

/// `results.json`, for programs.
public struct JSONRecorder: Recorder {
  private let path: String?
  private var info: RunInfo?
  private var cases: [CaseResult] = []
  /// The document of a run that has finished.
  public private(set) var document: ResultsDocument?

  /// A document that is written to `path` when the run has finished, or only kept.
  public init(path: String? = nil) { self.path = path }

  public mutating func record(_ event: RunEvent) throws(InfrastructureFailure) {
    switch event {
    case .runStarted(let info): self.info = info
    case .caseStarted: break
    case .caseFinished(let result): cases.append(result)
    case .runFinished(let summary):
      let document = ResultsDocument(run: info, cases: cases, summary: summary)
      self.document = document
      if let path { try FileContents.write(try JSONText.bytes(of: document), to: path) }
    }
  }
}

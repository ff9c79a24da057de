import Comparison
public import Graph
public import Harness

/// What a person sees while a gate runs: a progress line on a terminal, what failed as it comes,
/// then the counts and the verdict.
public struct ConsoleRecorder: Recorder {
  private let sink: any TextSink
  private let style: Style
  private let isVerbose: Bool
  private var caseCount = 0
  private var finished = 0
  private var failures = 0
  private var progress = ""
  private var table = OutcomeTable()

  /// A recorder that writes to `sink`.
  ///
  /// - Parameters:
  ///   - isColoured: whether a terminal gets colours; pass whether NO_COLOR is unset.
  ///   - isVerbose: whether passing cases are printed too.
  public init(to sink: any TextSink, isColoured: Bool = true, isVerbose: Bool = false) {
    self.sink = sink
    self.isVerbose = isVerbose
    style = Style(isColoured: sink.isTerminal && isColoured)
  }

  public mutating func record(_ event: RunEvent) throws(InfrastructureFailure) {
    switch event {
    case .runStarted(let info):
      caseCount = info.caseCount
    case .caseStarted(_, let name):
      finished += 1
      showProgress("\(finished)/\(caseCount)  failed \(failures)  \(name)")
    case .caseFinished(let result):
      table.count(result)
      record(result)
    case .runFinished(let summary):
      finish(summary)
    }
  }

  private mutating func record(_ result: CaseResult) {
    let isRed: Bool
    switch result.outcome.kind {
    case .fail, .invalid, .infrastructure, .internalFault:
      isRed = true
      failures += 1
    case .pass, .knownDefect, .unsupported, .unpredictable, .skipped, .flaky:
      isRed = false
    }
    guard isRed || isVerbose || result.outcome.kind == .flaky else { return }
    clearProgress()
    let kind = result.outcome.kind.rawValue
    let label = isRed ? style.bad(kind.uppercased()) : style.good(kind)
    line("\(label)  \(TerminalText.fit(result.name))")
    for text in [result.message, result.details] where !text.isEmpty {
      for part in TerminalText.fit(text).split(separator: "\n") { line("    \(part)") }
    }
    if isRed, !result.reproduction.isEmpty {
      line(style.faint("    reproduce: ") + TerminalText.fit(result.reproduction))
    }
  }

  private mutating func finish(_ summary: RunSummary) {
    clearProgress()
    for row in table.rows() { line(row) }
    line(Verdict.line(for: summary, style: style))
  }

  private func line(_ text: String) { sink.write(text + "\n") }

  private mutating func showProgress(_ text: String) {
    guard sink.isTerminal else { return }
    progress = String(TerminalText.fit(text).replacing("\n", with: " ").prefix(78))
    sink.write("\r\u{1B}[K" + progress)
  }

  private mutating func clearProgress() {
    guard !progress.isEmpty else { return }
    progress = ""
    sink.write("\r\u{1B}[K")
  }
}

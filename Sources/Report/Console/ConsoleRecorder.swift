import Comparison
public import Graph
public import Harness

/// What a person sees while a gate runs: a progress line on a terminal, what failed as it comes,
/// then the counts and the verdict.
public struct ConsoleRecorder: Recorder {
  /// The most lines of details that are printed of a case, unless all are asked for.
  static let detailLimit = 60

  private let sink: any TextSink
  private let style: Style
  private let isVerbose: Bool
  private var caseCount = 0
  private var finished = 0
  private var failures = 0
  private var progress = ""
  private var table = OutcomeTable()
  private var tasks: [TaskRow] = []

  /// A recorder that writes to `sink`.
  ///
  /// - Parameters:
  ///   - isColoured: whether a terminal gets colours; pass whether NO_COLOR is unset.
  ///   - isVerbose: whether passing cases are printed too, and details to their last line.
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
      try showProgress(name)
    case .caseFinished(let result):
      finished += 1
      table.count(result)
      if let row = TaskRow(result) { tasks.append(row) }
      try record(result)
    case .runFinished(let summary):
      try finish(summary)
    }
  }

  private mutating func record(_ result: CaseResult) throws(InfrastructureFailure) {
    for warning in result.warnings {
      try clearProgress()
      try line("\(style.bad("warning"))  \(result.name.visibleLine)")
      try line("    \(warning.visibleLine)")
    }
    let kind = result.outcome.kind
    if kind.isRed { failures += 1 }
    guard kind.isRed || isVerbose || kind == .flaky else { return }
    try clearProgress()
    let label = kind.isRed ? style.bad(kind.rawValue.uppercased()) : style.good(kind.rawValue)
    try line("\(label)  \(result.name.visibleLine)")
    if kind != .pass || !result.message.isEmpty { try line("    \(result.headline.visibleLine)") }
    let details = result.details.visible.split(separator: "\n", omittingEmptySubsequences: true)
    let shown = isVerbose ? details.count : min(details.count, Self.detailLimit)
    for detail in details.prefix(shown) {
      try line("    \(isVerbose ? String(detail) : String(detail).shortened(toScalars: 1_000))")
    }
    if shown < details.count {
      try line(style.faint("    [\(details.count - shown) more lines in the other reports]"))
    }
    if kind.isRed, !result.reproduction.isEmpty {
      try line(style.faint("    reproduce: ") + result.reproduction.visibleLine)
    }
  }

  private mutating func finish(_ summary: RunSummary) throws(InfrastructureFailure) {
    try clearProgress()
    for row in TaskRow.lines(of: tasks) + table.rows() { try line(row) }
    try line(Verdict.line(for: summary, style: style))
  }

  private func line(_ text: String) throws(InfrastructureFailure) { try sink.write(text + "\n") }

  private mutating func showProgress(_ name: String) throws(InfrastructureFailure) {
    guard sink.isTerminal else { return }
    let text = "\(finished)/\(caseCount)  failed \(failures)  \(name.visibleLine)"
    progress = String(text.prefix(78))
    try sink.write("\r\u{1B}[K" + progress)
  }

  private mutating func clearProgress() throws(InfrastructureFailure) {
    guard !progress.isEmpty else { return }
    progress = ""
    try sink.write("\r\u{1B}[K")
  }
}

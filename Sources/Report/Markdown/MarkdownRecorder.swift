import Comparison
public import Graph
public import Harness

/// A short page for a CI summary: the verdict, what failed, the counts.
///
/// GitHub takes 65,535 bytes of it; what is over is left out and said so.
public struct MarkdownRecorder: Recorder {
  /// The most that is written, in bytes.
  public static let limit = 65_535

  private let path: String
  private var table = OutcomeTable()
  private var red: [CaseResult] = []
  private var excused: [CaseResult] = []

  /// A page that is written to `path` when the run has finished.
  public init(path: String) { self.path = path }

  public mutating func record(_ event: RunEvent) throws(InfrastructureFailure) {
    switch event {
    case .runStarted, .caseStarted: break
    case .caseFinished(let result):
      table.count(result)
      switch result.outcome.kind {
      case .pass: break
      case .fail, .invalid, .infrastructure, .internalFault: red.append(result)
      case .knownDefect, .unsupported, .unpredictable, .skipped, .flaky: excused.append(result)
      }
    case .runFinished(let summary):
      try FileContents.write(Array(page(summary).utf8), to: path)
    }
  }

  private func page(_ summary: RunSummary) -> String {
    var page = "# \(Verdict.line(for: summary))\n"
    let counts = "\n```\n" + table.rows().joined(separator: "\n") + "\n```\n"
    let room = Self.limit - page.utf8.count - counts.utf8.count - 100
    page += section("Failed", red, room: room)
    page += section("Not judged or excused", excused, room: Self.limit - page.utf8.count - 4_096)
    return page + (table.rows().isEmpty ? "" : counts)
  }

  private func section(_ title: String, _ results: [CaseResult], room: Int) -> String {
    guard !results.isEmpty else { return "" }
    var text = "\n## \(title)\n\n| case | outcome | what |\n|---|---|---|\n"
    for (index, result) in results.enumerated() {
      let row =
        "| \(cell(result.name)) | \(result.outcome.kind.rawValue) | \(cell(result.message)) |\n"
      guard text.utf8.count + row.utf8.count < room else {
        return text + "\n\(results.count - index) more are in results.json.\n"
      }
      text += row
    }
    return text
  }

  /// Text that stays within its cell and is no markup.
  private func cell(_ text: String) -> String {
    var result = ""
    for character in TerminalText.fit(String(text.prefix(600))) {
      switch character {
      case "\n", "\r\n": result += " "
      case "|", "\\", "`", "*", "_", "[", "]", "#": result += "\\\(character)"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      default: result.append(character)
      }
    }
    return result
  }
}

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
  private var warned: [CaseResult] = []
  private var tasks: [TaskRow] = []

  /// A page that is written to `path` when the run has finished.
  public init(path: String) { self.path = path }

  public mutating func record(_ event: RunEvent) throws(InfrastructureFailure) {
    switch event {
    case .runStarted, .caseStarted: break
    case .caseFinished(let result):
      table.count(result)
      if let row = TaskRow(result) { tasks.append(row) }
      if !result.warnings.isEmpty { warned.append(result) }
      if result.outcome.kind.isRed {
        red.append(result)
      } else if result.outcome.kind != .pass {
        excused.append(result)
      }
    case .runFinished(let summary):
      try FileContents.write(Array(page(summary).utf8), to: path)
    }
  }

  private func page(_ summary: RunSummary) -> String {
    let title = "# \(Verdict.line(for: summary))\n"
    // A row more than fits is never worth a failure less: counts have a third at most.
    let counts = counts(room: Self.limit / 3)
    var room = Self.limit - title.utf8.count - counts.utf8.count
    let failed = section("Failed", red, room: room)
    room -= failed.utf8.count
    let others = section("Not judged or excused", excused, room: room)
    room -= others.utf8.count
    let worth = taskSection(room: room)
    room -= worth.utf8.count
    return title + failed + others + worth + section("Warnings", warnings, room: room) + counts
  }

  /// The cases with warnings, each as if the warning were what it has to say.
  private var warnings: [CaseResult] {
    warned.flatMap { result in
      result.warnings.map {
        CaseResult(suite: result.suite, name: result.name, outcome: result.outcome, message: $0)
      }
    }
  }

  private func counts(room: Int) -> String {
    let rows = table.rows()
    guard !rows.isEmpty else { return "" }
    let (text, left) = Self.fitting(rows.lazy.map { "    \($0)\n" }, room: room - 200)
    return "\n## Counts\n\n" + text + (left > 0 ? "\n\(left) more rows are left out.\n" : "")
  }

  /// What the models are worth: passing or not, it is what a release is read for.
  private func taskSection(room: Int) -> String {
    guard !tasks.isEmpty else { return "" }
    let rule = String(repeating: "|---", count: TaskRow.heads.count)
    let heads = TaskRow.heads.map { $0.lowercased() }.joined(separator: " | ")
    let head = "\n## Task metrics\n\n| \(heads) |\n\(rule)|\n"
    let rows = tasks.lazy.map { row in
      let cells = row.cells.map { $0.shortened(toScalars: 200).markdownCell }
      return "| \(cells.joined(separator: " | ")) |\n"
    }
    let (text, left) = Self.fitting(rows, room: room - head.utf8.count - 80)
    guard !text.isEmpty else { return "" }
    return head + text + (left > 0 ? "\n\(left) more are in results.json.\n" : "")
  }

  private func section(_ title: String, _ results: [CaseResult], room: Int) -> String {
    guard !results.isEmpty else { return "" }
    let rows = results.lazy.map { result in
      let cells = [result.name, result.outcome.kind.rawValue, result.headline]
        .map { $0.shortened(toScalars: 600).markdownCell }
      return "| \(cells.joined(separator: " | ")) |\n"
    }
    let head = "\n## \(title)\n\n| case | outcome | what |\n|---|---|---|\n"
    let (text, left) = Self.fitting(rows, room: room - head.utf8.count - 80)
    if text.isEmpty { return room > 300 ? "\n## \(title)\n\n\(left) are in results.json.\n" : "" }
    return head + text + (left > 0 ? "\n\(left) more are in results.json.\n" : "")
  }

  /// The first rows that fit in `room` bytes, and how many don't.
  private static func fitting(
    _ rows: some Collection<String>, room: Int
  ) -> (text: String, left: Int) {
    var text = ""
    var taken = 0
    for row in rows {
      guard text.utf8.count + row.utf8.count <= room else { break }
      text += row
      taken += 1
    }
    return (text, rows.count - taken)
  }
}

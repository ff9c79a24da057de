import Comparison
import Foundation
import Harness

/// The template's values for a run.
struct HTMLPage {
  let info: RunInfo?
  let cases: [CaseResult]
  let summary: RunSummary
  let scope: HTMLScope

  var values: [String: Any] {
    let isPassed = summary.exitCode == .pass
    let shown = shownCases()
    var anchors: [Int: String] = [:]
    for index in shown where cases[index].outcome.kind.isRed {
      anchors[index] = "f\(anchors.count + 1)"
    }
    let failures = shown.filter { anchors[$0] != nil }.map {
      HTMLCase(result: cases[$0], scope: scope, anchor: anchors[$0]).failure
    }
    let reason = summary.reasonToBeRed ?? (summary.isInterrupted ? "interrupted" : nil)
    let notes = scope.notes(of: cases.count)
    let tasks = taskRows
    return [
      "verdict": isPassed ? "PASS" : "FAIL", "verdictSign": isPassed ? "✓" : "✗",
      "verdictClass": isPassed ? "good" : "bad", "reason": reason ?? false,
      "line": Verdict.line(for: summary), "counts": Self.counts(summary.counts), "facts": facts,
      "omitted": notes.isEmpty ? false : notes.joined(separator: ", ") as Any,
      "hasFailures": !failures.isEmpty, "failures": failures,
      "hasTasks": !tasks.isEmpty, "tasks": tasks,
      "suites": suites(shown, anchors: anchors),
    ]
  }

  /// The most rows of task metrics on a page.
  private static let taskLimit = 500

  private var taskRows: [[String: Any]] {
    cases.lazy.compactMap(TaskRow.init).prefix(min(Self.taskLimit, scope.cases)).map { row in
      [
        "task": row.task.htmlLine(scope.name), "metric": row.metric,
        "engine": row.engine.htmlLine(scope.name), "value": row.value, "loss": row.loss,
        "allowed": row.allowed, "outcome": HTMLCase.outcome(row.outcome),
      ]
    }
  }

  /// The cases on the page, by index, in order: those that did not pass go before the others.
  private func shownCases() -> [Int] {
    guard scope.cases < cases.count else { return Array(cases.indices) }
    let red = cases.indices.filter { cases[$0].outcome.kind.isRed }
    let open = cases.indices.filter {
      cases[$0].outcome.kind != .pass && !cases[$0].outcome.kind.isRed
    }
    let passed = cases.indices.filter { cases[$0].outcome.kind == .pass }
    return (red + open + passed).prefix(scope.cases).sorted()
  }

  private static func counts(_ counts: [Outcome.Kind: Int]) -> [[String: Any]] {
    Outcome.Kind.allCases.compactMap { kind in
      guard let count = counts[kind], count > 0 else { return nil }
      return HTMLCase.outcome(kind).merging(["count": String(count)]) { $1 }
    }
  }

  private var facts: [[String: Any]] {
    var facts: [(String, String)] = []
    if let info {
      facts.append(("Suites", info.suites.joined(separator: ", ")))
      facts.append(("Engines", info.engines.joined(separator: ", ")))
    }
    facts.append(("Cases", String(summary.total)))
    if let time = info?.startedAt { facts.append(("Started", time.formatted(.iso8601))) }
    if let seconds = summary.seconds {
      facts.append(("Duration", "\(Decimal.milliseconds(seconds)) s"))
    }
    if let info { facts.append(("Assay", info.version)) }
    facts.append(("Exit code", String(summary.exitStatus)))
    return facts.map { ["term": $0.0, "value": $0.1.htmlLine(1_000)] }
  }

  private func suites(_ shown: [Int], anchors: [Int: String]) -> [[String: Any]] {
    let counts = cases.reduce(into: [String: [Outcome.Kind: Int]]()) {
      $0[$1.suite, default: [:]][$1.outcome.kind, default: 0] += 1
    }
    var order: [String] = []
    var members: [String: [Int]] = [:]
    for index in shown {
      let suite = cases[index].suite
      if members[suite] == nil { order.append(suite) }
      members[suite, default: []].append(index)
    }
    return order.map { suite in
      let rows = members[suite] ?? []
      let passed = rows.filter { cases[$0].outcome.kind == .pass }
      let others = rows.filter { cases[$0].outcome.kind != .pass }
      return [
        "suite": suite.htmlLine(scope.name), "counts": Self.counts(counts[suite] ?? [:]),
        "groups": [
          group("did not pass", others, anchors: anchors, isOpen: true),
          group("passed", passed, anchors: anchors, isOpen: false),
        ].compactMap { $0 },
      ]
    }
  }

  private func group(
    _ title: String, _ indices: [Int], anchors: [Int: String], isOpen: Bool
  ) -> [String: Any]? {
    guard !indices.isEmpty else { return nil }
    let rows = indices.map {
      HTMLCase(result: cases[$0], scope: scope, anchor: anchors[$0]).row
    }
    let noun = indices.count == 1 ? "case" : "cases"
    return ["title": "\(indices.count) \(noun) \(title)", "isOpen": isOpen, "rows": rows]
  }
}

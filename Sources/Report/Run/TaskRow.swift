import Comparison
import Harness

/// What a model is worth on one engine, as a row of a report's table of task metrics.
struct TaskRow {
  let task: String
  let metric: String
  let engine: String
  let value: String
  /// `0.17 points`; with a minus where it is a gain.
  let loss: String
  /// What may be lost; empty for the baseline.
  let allowed: String
  let outcome: Outcome.Kind

  /// The row of a case; nil if it measures no task.
  init?(_ result: CaseResult) {
    guard let score = result.task else { return nil }
    task = score.task
    metric = score.metric.rawValue
    engine = score.engine
    value = score.metric.text(score.value)
    outcome = result.outcome.kind
    guard let budget = score.budget else {
      loss = "baseline"
      allowed = ""
      return
    }
    loss = score.metric.lossText(Figure.fixed(score.loss, digits: 2))
    allowed = score.metric.lossText(Figure.short(budget))
  }

  /// The heads of ``cells``.
  static let heads = ["Task", "Metric", "Engine", "Value", "Loss", "Allowed", "Outcome"]

  var cells: [String] { [task, metric, engine, value, loss, allowed, outcome.rawValue] }

  /// Rows as lines of text in columns, the heads first; none where there are no rows.
  static func lines(of rows: [TaskRow]) -> [String] {
    guard !rows.isEmpty else { return [] }
    let table =
      [heads.map { $0.lowercased() }]
      + rows.map { row in
        row.cells.map { $0.visibleLine.shortened(toScalars: 60) }
      }
    let widths = heads.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    return table.map { cells in
      let padded = zip(cells, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      var line = padded.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}

import Comparison
import Harness

/// How many cases of each suite and engine had each outcome.
struct OutcomeTable {
  private var order: [String] = []
  private var counts: [String: [Outcome.Kind: Int]] = [:]

  /// Counts a case under its suite and engine.
  mutating func count(_ result: CaseResult) {
    let engine = result.properties.first { $0.name == "engine" }?.value ?? "files"
    let row = [result.suite, engine].map { $0.visibleLine.shortened(toScalars: 60) }
      .joined(separator: "  ")
    if counts[row] == nil { order.append(row) }
    counts[row, default: [:]][result.outcome.kind, default: 0] += 1
  }

  /// A line a row: `release  quantized   36 pass`.
  func rows() -> [String] {
    let width = order.map(\.count).max() ?? 0
    return order.map { row in
      let cells = Outcome.Kind.allCases.compactMap { kind in
        counts[row]?[kind].map { "\($0) \(kind.rawValue)" }
      }
      let padding = String(repeating: " ", count: width - row.count)
      return "\(row)\(padding)  \(cells.joined(separator: ", "))"
    }
  }
}

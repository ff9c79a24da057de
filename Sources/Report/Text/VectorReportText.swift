public import Harness

extension VectorReport {
  /// What a person reads: a row an operator, a row a defect, then what is allowed and what fails.
  public var text: String {
    var lines = operators.sorted { $0.key < $1.key }.map {
      Self.row($0.key, $0.value.equal, of: $0.value.outputs)
    }
    lines.append(Self.row("total", total.equal, of: total.outputs))
    lines += quirks.sorted { $0.key < $1.key }.map { name, tally in
      Self.row("known defect \(name)", tally.equal, of: tally.outputs)
        + ", \(tally.flagged) of \(tally.cases) cases flagged"
    }
    lines += possible.sorted { $0.key < $1.key }.map { name, count in
      "\(count) plain \(count == 1 ? "case" : "cases") may meet \(name) with other inputs"
    }
    lines += allowed.map {
      "allowed: \($0.id) (line \($0.line)), \($0.reason) differ by 1 where Nordic's table decides"
    }
    lines += failures.map { "FAIL: \($0.id) (line \($0.line)), \($0.reason)" }
    return lines.map(\.visibleLine).joined(separator: "\n")
  }

  private static func row(_ name: String, _ equal: Int, of outputs: Int) -> String {
    "\(name): \(equal) of \(outputs) outputs equal"
  }
}

import Graph
import Portable

/// A program's kernel calls and their price, as a person reads it and as figures.
enum KernelCallText {
  /// Where the table is, seen from the folder that the command runs in.
  static let tableFolder = "Suites/ladder"

  /// A line an operator: calls, elements, work, instructions at -Os and -O2.
  static func text(_ calls: [KernelCallSummary]) -> String {
    let rows =
      [["operator", "calls", "elements", "work", "instructions -Os", "-O2"]]
      + calls.map { call in
        [
          call.operator, String(call.calls), String(call.elements), String(call.work),
          number(call.instructionsOs), number(call.instructionsO2),
        ]
      }
    let widths = (0..<6).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      let cells = zip(row, widths).enumerated().map { column, cell in
        let gap = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + gap : gap + cell.0
      }
      return "  " + cells.joined(separator: "  ")
    }
    let totals = [calls.map(\.instructionsOs), calls.map(\.instructionsO2)].map { column in
      column.contains(nil) ? "not known" : number(column.reduce(0) { $0 + ($1 ?? 0) })
    }
    return
      (["Kernel calls, in instructions of a Cortex-M33 (measured or scaled, docs/programs.md):"]
      + lines + ["  in all \(totals[0]) at -Os, \(totals[1]) at -O2"]).joined(separator: "\n")
      + "\n"
  }

  private static func number(_ instructions: Double?) -> String {
    instructions.map { String(Int($0.rounded())) } ?? "-"
  }
}

/// One operator's calls in a program.
public struct KernelCallSummary: Codable, Sendable, Equatable {
  /// As the kernel table calls it.
  public var `operator`: String
  public var calls: Int
  public var elements: Int
  /// Products for `mm` and `addmm`, elements for all others.
  public var work: Int
  /// Null where it was never measured, or the table is not there.
  public var instructionsOs: Double?
  public var instructionsO2: Double?

  /// The calls of a plan by operator, priced one by one so that one without a price hides no other.
  static func all(_ plan: ProgramPlan, table: KernelTable?) -> [KernelCallSummary] {
    let table = table ?? KernelTable()
    func estimates(_ optimization: KernelTable.Optimization) -> [KernelTable.Estimate] {
      table.estimates(
        plan.kernelCalls, delegateCalls: plan.delegateCalls.count, optimization
      ).estimates
    }
    let (size, speed) = (estimates(.size), estimates(.speed))
    return zip(size, speed).map { size, speed in
      KernelCallSummary(
        operator: size.name, calls: size.entry.calls, elements: size.entry.elements,
        work: size.entry.work, instructionsOs: size.instructions,
        instructionsO2: speed.instructions)
    }
  }
}

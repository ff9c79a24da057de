import Axon
import Graph

/// What AXON's part of a graph costs, as a person reads it.
enum CostText {
  /// For each network a line a layer, and its totals.
  static func text(_ report: CostReport, of graph: ValidatedGraph) -> String {
    var lines: [String] = []
    for (number, network) in report.networks.enumerated() {
      lines.append("AXON cost of region \(number), in ticks of Nordic's simulator (predicted):")
      lines += table(network.layers, of: graph)
      lines.append(
        "  overhead of an inference: \(CostReport.ticksPerInference) ticks; in all \(network.ticks) ticks, "
          + "\(milliseconds(network.ticks)) ms if one tick is one cycle of 128 MHz")
      lines.append(
        "  interlayer buffer \(network.interlayerBytes) bytes, constants \(network.constantBytes) bytes, "
          + "commands about \(network.commandBytes) bytes")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func table(_ layers: [CostReport.Layer], of graph: ValidatedGraph) -> [String] {
    let rows =
      [["operator", "layer", "ticks", "constant bytes"]]
      + layers.map { layer in
        [
          graph.subject(ofOperator: layer.operatorIndex), layer.operation.rawValue,
          String(layer.ticks), String(layer.constantBytes),
        ]
      }
    let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).enumerated().map { column, cell in
        let gap = String(repeating: " ", count: cell.1 - cell.0.count)
        // Text to the left, numbers to the right.
        return column < 2 ? cell.0 + gap : gap + cell.0
      }
      return "  " + cells.joined(separator: "  ")
    }
  }

  /// Thousandths of a millisecond are 128 ticks at 128 MHz.
  private static func milliseconds(_ ticks: Int) -> String {
    let microseconds = (ticks + 64) / 128
    let digits = String(microseconds % 1000)
    return "\(microseconds / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}

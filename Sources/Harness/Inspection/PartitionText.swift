import Axon
import Comparison
import Graph

/// What AXON takes of a graph, as a person reads it.
enum PartitionText {
  /// A head line with the shares, then a line for each operator that is no constant.
  static func text(_ report: PartitionReport, of graph: ValidatedGraph) -> String {
    var lines = ["AXON partition: \(head(report))"]
    for entry in report.operators {
      guard let place = place(entry.placement) else { continue }
      let work = entry.multiplyAccumulates
      let cost = work > 0 ? "  \(Figure.grouped(work)) MAC" : ""
      lines.append("  \(graph.subject(ofOperator: entry.operatorIndex)): \(place)\(cost)")
    }
    lines += report.warnings(in: graph).map { "warning: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func head(_ report: PartitionReport) -> String {
    let operators = report.operators.filter { $0.placement != .constant }
    let delegated = operators.filter(\.placement.isDelegated)
    let regions = report.networks.count
    var text = "\(delegated.count) of \(operators.count) operators in \(regions) "
    text += regions == 1 ? "region" : "regions"
    if let share = report.delegatedWork {
      text += ", \(Figure.short(share * 100)) % of \(Figure.grouped(report.multiplyAccumulates))"
      text += " multiply-accumulates"
    }
    return text
  }

  private static func place(_ placement: PartitionReport.Placement) -> String? {
    switch placement {
    case .constant: nil
    case .delegated(let region, let operation): "region \(region), \(operation.rawValue)"
    case .layout(let region): "region \(region), layout only"
    case .fused(let pattern): "CPU, fused into \(pattern)"
    case .host(let reason): "CPU, \(reason)"
    }
  }
}

import Axon
import Graph

/// What a comparison of `axon` with `quantized` can't show: operators that AXON leaves to the CPU run
/// on `quantized` in both.
enum Independence {
  /// `14 of 37 operators: REDUCE_MAX, ..`; nil if all are checked, or the engines are others.
  static func gap(of check: Check, in model: Model) -> String? {
    guard case .engine(let opponent) = check.against,
      Set([check.engine, opponent]) == ["axon", "quantized"]
    else { return nil }
    var total = 0
    var shared: [OperatorKind] = []
    for graph in model.graphs {
      guard let report = try? AxonEngine().compile(graph).report else { continue }
      for entry in report.operators where entry.placement != .constant {
        total += 1
        if !entry.placement.isDelegated { shared.append(entry.kind) }
      }
    }
    guard !shared.isEmpty else { return nil }
    let kinds = Set(shared.map(\.name)).sorted().joined(separator: ", ")
    return "\(shared.count) of \(total) operators: \(kinds)"
  }
}

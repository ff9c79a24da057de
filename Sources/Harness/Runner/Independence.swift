import Axon
import Graph

/// What a comparison of `axon` with the engine that runs its CPU operators can't show: those are the
/// same in both. Of INT graphs that engine is `quantized`, of FP graphs `reference`.
enum Independence {
  /// `14 of 37 operators: REDUCE_MAX, ..`; nil if all are checked, or the engines are others.
  static func gap(of check: Check, in partitions: ModelPartitions) -> String? {
    guard case .engine(let opponent) = check.against else { return nil }
    let pair = Set([check.engine, opponent])
    guard pair.contains("axon") else { return nil }
    var total = 0
    var shared: [OperatorKind] = []
    for part in partitions.parts where pair.contains(part.host) {
      for entry in part.report.operators where entry.placement != .constant {
        total += 1
        if case .host = entry.placement { shared.append(entry.kind) }
      }
    }
    guard !shared.isEmpty else { return nil }
    let kinds = Set(shared.map(\.name)).sorted().joined(separator: ", ")
    return "\(shared.count) of \(total) operators: \(kinds)"
  }
}

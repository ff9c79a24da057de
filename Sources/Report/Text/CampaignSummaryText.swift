public import Harness

extension CampaignSummary {
  /// What a person reads: the rate, then what was refused, by reason, and what failed, one by one.
  public var text: String {
    let rate = seconds > 0 ? Int((Double(trials) / seconds).rounded()) : 0
    var lines = ["measured \(measured) of \(trials) trials, \(rate) a second"]
    for (reason, notes) in Dictionary(grouping: rejected, by: \.reason).sorted(by: {
      $0.key < $1.key
    }) {
      let shown = notes.prefix(5).map(\.id).joined(separator: ", ")
      lines.append("refused \(notes.count): \(reason): \(shown)\(notes.count > 5 ? ", .." : "")")
    }
    lines += failed.map { "infrastructure: \($0.id): \($0.reason): \($0.network)" }
    return lines.map(\.visibleLine).joined(separator: "\n")
  }
}

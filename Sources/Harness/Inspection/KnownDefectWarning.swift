import Axon
import Graph

/// A known defect of AXON's compiler that an operator would meet on the device.
public struct KnownDefectWarning: Codable, Sendable, Equatable {
  /// The operator, as messages name it.
  public var subject: String
  /// The defect's name: `max_pool_global_sum`.
  public var defect: String
  /// The versions of the compiler that have it.
  public var versions: [String]
  /// What of the operator meets it, as a clause.
  public var finding: String
  /// What happens, as a clause.
  public var consequence: String
  /// What to do about it, as a sentence.
  public var advice: String
  /// Whether the constants decide; else the values of a run do.
  public var isCertain: Bool
}

extension KnownDefectWarning: CustomStringConvertible {
  /// One line.
  public var description: String {
    let verb = isCertain ? "meets" : "may meet"
    let versions = versions.joined(separator: ", ")
    return "\(subject) \(verb) \(defect) of AXON \(versions): \(finding); \(consequence). "
      + advice
  }
}

extension PartitionReport {
  /// The warnings about a graph, in order of execution.
  func warnings(in graph: ValidatedGraph) -> [KnownDefectWarning] {
    defects.map { item in
      let defect = item.meeting.defect
      return KnownDefectWarning(
        subject: graph.subject(ofOperator: item.operatorIndex), defect: defect.name,
        versions: defect.versions.map(\.rawValue).sorted(), finding: item.meeting.finding,
        consequence: defect.summary, advice: defect.advice,
        isCertain: defect.recognition == .structure)
    }
  }
}

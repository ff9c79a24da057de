import Fuzz
import Store

/// How well groups of failures agree with the faults that caused them, pair by pair.
public struct GroupingScore: Sendable, Codable, Hashable {
  /// Failures, the faults that caused them, and the groups that they make.
  public var failures = 0
  public var faults = 0
  public var groups = 0
  /// Pairs of failures in one group, pairs with one cause, and pairs that are both.
  public var together = 0
  public var alike = 0
  public var right = 0
  /// Groups with several causes, and causes with several groups.
  public var mixed: [String] = []
  public var split: [String] = []

  /// Of pairs in one group, the share with one cause.
  public var precision: Double { together == 0 ? 1 : Double(right) / Double(together) }
  /// Of pairs with one cause, the share in one group.
  public var recall: Double { alike == 0 ? 1 : Double(right) / Double(alike) }

  /// No failure yet.
  init() {}

  /// Groups failures that were found together.
  init(_ labelled: [LabelledFailure]) {
    // The number of a failure is its place, so that members of groups are known again.
    let records = labelled.enumerated().map { place, item in
      var record = item.record
      record.graph = place
      return record
    }
    func pairs(_ count: Int) -> Int { count * (count - 1) / 2 }
    var sizes: [String: Int] = [:]
    for item in labelled { sizes[item.fault, default: 0] += 1 }
    var spread: [String: [String]] = [:]
    let found = FailureGroup.groups(of: records)
    for group in found {
      var causes: [String: Int] = [:]
      for member in group.members { causes[labelled[member.graph].fault, default: 0] += 1 }
      together += pairs(group.members.count)
      right += causes.values.reduce(0) { $0 + pairs($1) }
      let name = (group.cause.mistake.map { "as if \($0), " } ?? "") + "\(group.signature)"
      for (fault, count) in causes { spread[fault, default: []].append("\(name) x\(count)") }
      if causes.count > 1 {
        let list = causes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        mixed.append("\(name): \(list.joined(separator: ", "))")
      }
    }
    failures = labelled.count
    faults = sizes.count
    groups = found.count
    alike = sizes.values.reduce(0) { $0 + pairs($1) }
    split = spread.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { fault, names in
      "\(fault): \(names.sorted().joined(separator: " | "))"
    }
  }

  /// Adds what another campaign came to: its failures are no pairs with these.
  mutating func add(_ other: GroupingScore) {
    failures += other.failures
    faults += other.faults
    groups += other.groups
    together += other.together
    alike += other.alike
    right += other.right
    mixed += other.mixed
    split += other.split
  }
}

/// A reduced failure, and the fault that caused it.
struct LabelledFailure: Sendable {
  var fault: String
  var record: FailureRecord
}

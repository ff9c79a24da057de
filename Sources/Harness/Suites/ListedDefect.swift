import Axon
import Graph

/// A known defect of AXON's compiler that a suite excuses until a day.
public struct ListedDefect: Sendable, Hashable {
  /// The defect's name: `max_pool_global_sum`.
  public var name: String
  /// Why a release may have it.
  public var reason: String
  /// The last day on which it is excused.
  public var expiry: CalendarDay

  /// An excuse.
  public init(name: String, reason: String, expiry: CalendarDay) {
    self.name = name
    self.reason = reason
    self.expiry = expiry
  }
}

extension ListedDefect {
  /// Reads the list under `known-defects`.
  static func list(_ node: ConfigurationNode) throws(InvalidInput) -> [ListedDefect] {
    var list: [ListedDefect] = []
    for entry in try node.elements() {
      try entry.allowKeys(["defect", "reason", "expires"])
      let name = try entry.required("defect")
      let defect = try name.string()
      guard KnownDefect(named: defect) != nil else {
        throw name.error(
          "there is no known defect '\(defect)'",
          remedy: Spelling.remedy(for: defect, among: KnownDefect.all.map(\.name)))
      }
      guard !list.contains(where: { $0.name == defect }) else {
        throw name.error("'\(defect)' is listed twice", remedy: "Remove one of the two.")
      }
      let expires = try entry.required("expires")
      guard let expiry = CalendarDay(try expires.string()) else {
        throw expires.error("expected a day", remedy: "Write it as 2026-12-31.")
      }
      list.append(
        ListedDefect(
          name: defect, reason: try entry.required("reason").string(), expiry: expiry))
    }
    return list
  }
}

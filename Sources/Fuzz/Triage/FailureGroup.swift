public import Comparison
public import Store

/// Failures that are taken for one bug: one cause explains them all.
public struct FailureGroup: Sendable, Hashable {
  /// What it is.
  public var cause: FailureCause
  /// How the representative fails.
  public var signature: FailureSignature
  /// The failure to look at: fewest operators, then fewest input elements, then the first found.
  public var representative: FailureRecord
  /// All of them, in the order of their graphs.
  public var members: [FailureRecord]

  /// Sorts failures into groups, the most telling first: each group is the one furthest from all before
  /// it, so that different bugs are seen early and variants of one come late.
  public static func groups(of failures: [FailureRecord]) -> [FailureGroup] {
    var members: [FailureCause: [FailureRecord]] = [:]
    for (failure, cause) in zip(failures, FailureCause.fewest(of: failures)) {
      members[cause, default: []].append(failure)
    }
    var rest = members.compactMap { cause, members -> FailureGroup? in
      let members = members.sorted { ($0.graph, $0.oracle) < ($1.graph, $1.oracle) }
      guard let first = members.min(by: { isSmaller($0, $1) }) else { return nil }
      return FailureGroup(
        cause: cause, signature: first.signature, representative: first, members: members)
    }
    // Most members first, and an order that does not depend on hashing.
    rest.sort {
      ($1.members.count, $0.representative.graph, $0.signature.description)
        < ($0.members.count, $1.representative.graph, $1.signature.description)
    }
    var ordered: [FailureGroup] = []
    while !rest.isEmpty {
      let distances = rest.map { candidate in
        ordered.map { $0.signature.distance(to: candidate.signature) }.min() ?? 0
      }
      let furthest = distances.max() ?? 0
      ordered.append(rest.remove(at: distances.firstIndex(of: furthest) ?? 0))
    }
    return ordered
  }

  private static func isSmaller(_ a: FailureRecord, _ b: FailureRecord) -> Bool {
    (a.details.operators, a.details.inputElements, a.graph)
      < (b.details.operators, b.details.inputElements, b.graph)
  }
}

extension FailureSignature {
  /// How unlike two signatures are: 0 for equal ones, more for parts that say more.
  public func distance(to other: FailureSignature) -> Int {
    var distance = 0
    if stage != other.stage { distance += 4 }
    if operatorName != other.operatorName { distance += 3 }
    if errorKind != other.errorKind { distance += 3 }
    if pattern != other.pattern { distance += 2 }
    if rounding != other.rounding { distance += 1 }
    let difference = Set(attributes).symmetricDifference(other.attributes).count
    return distance + min(difference, 2)
  }
}

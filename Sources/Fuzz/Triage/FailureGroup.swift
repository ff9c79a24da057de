public import Comparison
public import Store

/// Failures that are taken for one bug: after reduction they need the same, at the same operator.
public struct FailureGroup: Sendable, Hashable {
  public var signature: FailureSignature
  /// The failure to look at: fewest operators, then fewest input elements, then the first found.
  public var representative: FailureRecord
  /// All of them, in the order of their graphs.
  public var members: [FailureRecord]

  /// Sorts failures into groups, the most telling first: each group is the one furthest from all before
  /// it, so that different bugs are seen early and variants of one come late.
  public static func groups(of failures: [FailureRecord]) -> [FailureGroup] {
    var members: [FailureSignature: [FailureRecord]] = [:]
    for failure in failures { members[failure.signature.cause, default: []].append(failure) }
    var rest = members.values.compactMap { members -> FailureGroup? in
      let members = members.sorted { ($0.graph, $0.oracle) < ($1.graph, $1.oracle) }
      guard let first = members.min(by: { isSmaller($0, $1) }) else { return nil }
      return FailureGroup(signature: first.signature, representative: first, members: members)
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
  /// What failures of one bug have in common: the outline of the pattern is the tensor's, not the bug's.
  public var cause: FailureSignature {
    var cause = self
    switch pattern?.family {
    case .offByOne: cause.pattern = .sparseOffByOne
    case .value: cause.pattern = .garbage
    case .nonFinite, nil: break
    }
    // An operator that is right by itself is the victim of the others that are needed.
    let company = attributes.filter { $0.hasPrefix("with ") }
    if rounding == .notRounding, !company.isEmpty {
      cause.operatorName = nil
      cause.attributes = company
    }
    return cause
  }

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

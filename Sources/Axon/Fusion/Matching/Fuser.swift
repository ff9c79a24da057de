import Graph

/// Finds what can be fused: bigger patterns first, and of a pattern the bigger forms; each from the
/// first operator to the last, and no operator twice.
struct Fuser {
  private let flow: Flow
  private let domain: FusedPattern.Domain
  private let allowsSeveralResults: Bool
  private(set) var groups: [FusedGroup] = []
  private var taken: Set<Int> = []
  private var groupOf: [Int: Int] = [:]
  /// Steps that searches for paths may take in all.
  private var budget = 2_000_000

  /// - Parameter allowsSeveralResults: whether a group may have inner values that are seen outside;
  ///   such a group must not be in a circle with what other steps contain.
  init(
    _ flow: Flow, domain: FusedPattern.Domain, disabled: Set<String>,
    allowsSeveralResults: Bool = true
  ) {
    self.flow = flow
    self.domain = domain
    self.allowsSeveralResults = allowsSeveralResults
    for pattern in FusedPattern.byPrecedence
    where pattern.domains.contains(domain) && !disabled.contains(pattern.name) {
      // AXON's layers do what is of integers, kernels what is of floats.
      for (number, form) in pattern.forms.enumerated()
      where form.types.contains(.fp32) == (domain != .int) {
        for index in flow.nodes.indices where !taken.contains(index) {
          if let group = group(pattern, form, number, at: index) { accept(group) }
        }
      }
    }
    groups.sort { ($0.operators.last ?? 0) < ($1.operators.last ?? 0) }
  }

  private mutating func group(
    _ pattern: FusedPattern, _ form: PatternForm, _ number: Int, at index: Int
  ) -> FusedGroup? {
    guard flow.nodes[index].results.count == 1 else { return nil }
    let value = flow.nodes[index].results[0]
    guard let dtype = flow.values[value].dtype, form.types.contains(dtype),
      let match = Matcher.match(form, at: value, of: flow, taken: taken),
      let group = FusedGroup(match, pattern, form: number, of: flow),
      domain == .int || pattern.kernel?.fits(group, of: flow) ?? true
    else { return nil }
    return group.results.count == 1 || (allowsSeveralResults && isConvex(group)) ? group : nil
  }

  private mutating func accept(_ group: FusedGroup) {
    for node in group.nodes { groupOf[node] = groups.count }
    taken.formUnion(group.nodes)
    groups.append(group)
  }

  /// Whether no path leads from the group out and back, taking other groups as one step each.
  private mutating func isConvex(_ group: FusedGroup) -> Bool {
    var seen: Set<Int> = []
    var stack = group.results.flatMap { flow.values[$0].readers }
      .filter { !group.nodes.contains($0) }
    while let node = stack.popLast() {
      if group.nodes.contains(node) { return false }
      budget -= 1
      guard budget > 0 else { return false }
      guard seen.insert(node).inserted else { continue }
      let members = groupOf[node].map { groups[$0].nodes } ?? [node]
      for member in members {
        seen.insert(member)
        for result in flow.nodes[member].results { stack += flow.values[result].readers }
      }
    }
    return true
  }
}

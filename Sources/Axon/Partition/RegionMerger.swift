import Graph

/// Joins claimed operators into the largest regions that can each run at a time.
///
/// Two groups are joined along an edge unless a path leads from one to the other through a third
/// (the region would have to wait for itself), or two of their claims must be apart.
struct RegionMerger {
  private var leaders: [Int]
  private var groups: [Group?]
  /// Steps that the search for paths may take in all; a graph made to exhaust it gets smaller regions.
  private var budget = 20_000_000

  private struct Group {
    var members: [Int]
    /// Operators that the group's own read from, some of them in the group.
    var sources: [Int]
    /// Operators that may not join.
    var apart: [Int]
    var first: Int
    var last: Int
  }

  /// - Parameters:
  ///   - claims: groups of operators that belong together.
  ///   - separated: pairs of claims that must be apart.
  init(_ flow: OperatorFlow, claims: [[Int]], separated: [(Int, Int)]) {
    leaders = Array(flow.producers.indices)
    groups = Array(repeating: nil, count: leaders.count)
    for claim in claims {
      for op in claim { leaders[op] = claim[0] }
    }
    for index in leaders.indices {
      let leader = leaders[index]
      var group =
        groups[leader]
        ?? Group(members: [], sources: [], apart: [], first: index, last: index)
      group.members.append(index)
      group.sources += flow.producers[index]
      group.last = index
      groups[leader] = group
    }
    for (first, second) in separated {
      groups[claims[first][0]]?.apart.append(claims[second][0])
      groups[claims[second][0]]?.apart.append(claims[first][0])
    }
  }

  /// Joins all of `isJoinable` that can be, in the order of the block, and gives the groups.
  mutating func merge(_ flow: OperatorFlow, isJoinable: [Bool]) -> [[Int]] {
    for index in leaders.indices where isJoinable[index] {
      for consumer in flow.consumers[index] where isJoinable[consumer] {
        join(index, consumer)
      }
    }
    return groups.compactMap { $0 }
      .filter { isJoinable[$0.first] }
      .map { $0.members.sorted() }
      .sorted { $0[0] < $1[0] }
  }

  private mutating func leader(of op: Int) -> Int {
    var op = op
    while leaders[op] != op {
      leaders[op] = leaders[leaders[op]]
      op = leaders[op]
    }
    return op
  }

  private mutating func join(_ producer: Int, _ consumer: Int) {
    let (a, b) = (leader(of: producer), leader(of: consumer))
    guard a != b, !areApart(a, b), !hasThirdPath(from: a, to: b),
      var kept = groups[a], var added = groups[b]
    else { return }
    var (to, from) = (a, b)
    if kept.members.count < added.members.count {
      swap(&kept, &added)
      swap(&to, &from)
    }
    groups[to] = nil
    groups[from] = nil
    kept.members += added.members
    kept.sources += added.sources
    kept.apart += added.apart
    kept.first = min(kept.first, added.first)
    kept.last = max(kept.last, added.last)
    leaders[from] = to
    groups[to] = kept
  }

  private mutating func areApart(_ a: Int, _ b: Int) -> Bool {
    for op in groups[a]?.apart ?? [] where leader(of: op) == b { return true }
    return false
  }

  /// Whether a path leads from group `start` to group `target` through a third one; searched from its
  /// end, which is mostly the smaller group.
  private mutating func hasThirdPath(from start: Int, to target: Int) -> Bool {
    guard let first = groups[start]?.first else { return true }
    var seen: Set<Int> = [target]
    var stack: [Int] = []
    for source in groups[target]?.sources ?? [] {
      let group = leader(of: source)
      if group != start { stack.append(group) }
    }
    budget -= stack.count
    while let next = stack.popLast() {
      if next == start { return true }
      if budget < 0 { return true }
      // Operators come in order: what ends before the start can't follow it.
      guard let group = groups[next], group.last > first, seen.insert(next).inserted else {
        continue
      }
      budget -= group.sources.count
      for source in group.sources { stack.append(leader(of: source)) }
    }
    return false
  }
}

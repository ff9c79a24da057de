import Graph

/// A subgraph that a pattern takes, ready to become one step.
struct FusedGroup: Sendable {
  let pattern: FusedPattern
  /// Which of the pattern's forms it has.
  let form: Int
  let match: PatternMatch
  /// What others see of it: exposed inner values by their captures, then the result.
  let results: [Int]
  /// The operators or instructions that it replaces, ascending.
  let operators: [Int]
  /// For each captured operand, by its index, the value that the step reads: the same elements as the
  /// pattern saw, before views that the group takes in.
  let operands: [Int: Int]
  /// The nodes of `operators`.
  let nodes: Set<Int>

  /// - Returns: nil if an inner value is needed outside.
  init?(_ match: PatternMatch, _ pattern: FusedPattern, form: Int, of flow: Flow) {
    self.pattern = pattern
    self.form = form
    self.match = match
    results = match.exposed.sorted { $0.key < $1.key }.map(\.value) + [match.result]
    let absorbed = Self.absorbedViews(match, of: flow)
    let nodes = match.nodes.union(absorbed)
    for node in match.nodes {
      for value in flow.nodes[node].results where !results.contains(value) {
        guard !flow.values[value].isVisible,
          flow.values[value].readers.allSatisfy(nodes.contains)
        else { return nil }
      }
    }
    operators = nodes.flatMap { flow.nodes[$0].origins }.sorted()
    operands = match.operands.mapValues { value in
      var value = value
      while let producer = flow.values[value].producer, absorbed.contains(producer) {
        value = flow.nodes[producer].operands[0]
      }
      return value
    }
    self.nodes = nodes
  }

  /// The views whose results nobody outside reads.
  private static func absorbedViews(_ match: PatternMatch, of flow: Flow) -> Set<Int> {
    var absorbed: Set<Int> = []
    // Readers come after what they read.
    for view in match.views.sorted(by: >) {
      let value = flow.values[flow.nodes[view].results[0]]
      if !value.isVisible,
        value.readers.allSatisfy({ match.nodes.contains($0) || absorbed.contains($0) })
      {
        absorbed.insert(view)
      }
    }
    return absorbed
  }
}

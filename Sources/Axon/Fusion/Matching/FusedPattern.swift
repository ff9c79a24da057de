import Graph

/// A subgraph that one kernel does, as data: what it looks like, and what runs it.
struct FusedPattern: Sendable {
  /// Where the name is from.
  enum Source: String, Sendable, Hashable {
    /// Nordic's published name.
    case published
    /// Ours; Nordic names no such kernel.
    case ours
  }

  /// What a pattern can be looked for in.
  enum Domain: String, Sendable, Hashable, CaseIterable {
    case fp = "FP graph"
    case int = "INT graph"
    case program = "program"
  }

  /// Its number in the design.
  let number: Int
  /// How options and reports name it.
  let name: String
  let source: Source
  /// The formula, for people.
  let formula: String
  let domains: Set<Domain>
  /// The shapes that it has in what ExecuTorch emits; one comes before those that it contains.
  let forms: [PatternForm]
  /// What does the work of an FP group; nil where AXON's layers do, in INT graphs.
  let kernel: FusedKernel?
  /// How far the kernel's results may be from the operators'.
  let bound: FusionBound
}

/// One shape of a pattern.
struct PatternForm: Sendable {
  /// The last value of the subgraph, down to what it takes from outside.
  let result: PatternExpression
  /// The element types that the result may have.
  let types: Set<DType>
  /// What else must hold, of sizes above all.
  let holds: @Sendable (PatternMatch, Flow) -> Bool

  init(
    _ result: PatternExpression, types: Set<DType> = [.fp32],
    where holds: @escaping @Sendable (PatternMatch, Flow) -> Bool = { _, _ in true }
  ) {
    self.result = result
    self.types = types
    self.holds = holds
  }
}

/// A subgraph that has a pattern's shape.
struct PatternMatch: Sendable {
  /// For each capture of an operand, by its index, the value as the subgraph reads it.
  var operands: [Int: Int] = [:]
  /// For each capture of a number, by its index.
  var parameters: [Int: Double] = [:]
  /// Named inner values.
  var inner: [Int: Int] = [:]
  /// For each capture of an inner value that is seen outside, by its index.
  var exposed: [Int: Int] = [:]
  /// The value that the subgraph computes.
  var result = 0
  /// The nodes that compute, views aside.
  var nodes: Set<Int> = []
  /// The views between them.
  var views: Set<Int> = []
}

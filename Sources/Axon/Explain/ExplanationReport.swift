/// Where engines `axon` and `quantized` differ, and why.
public struct ExplanationReport: Codable, Sendable, Hashable {
  /// Every tensor that a layer of AXON makes, in the order of the graph.
  public var tensors: [TensorExplanation]

  /// Elements that nothing explains.
  public var unexplained: Int { tensors.reduce(0) { $0 + $1.unexplained } }
  /// Elements that differ.
  public var differing: Int { tensors.reduce(0) { $0 + $1.differing } }
  /// Elements that are the same when AXON's layer is fed the other engine's operands.
  public var inherited: Int { tensors.reduce(0) { $0 + $1.inherited } }
  /// Elements of all tensors.
  public var elements: Int { tensors.reduce(0) { $0 + $1.elements } }
  /// Explained elements by cause.
  public var explained: [DifferenceCause: Int] {
    tensors.reduce(into: [:]) { $0.merge($1.explained, uniquingKeysWith: +) }
  }

  /// A report of these tensors.
  public init(tensors: [TensorExplanation]) { self.tensors = tensors }

  /// Adds what was found for other inputs of the same graph.
  public mutating func add(_ other: ExplanationReport) {
    guard !tensors.isEmpty else {
      tensors = other.tensors
      return
    }
    for (index, more) in zip(tensors.indices, other.tensors) { tensors[index].add(more) }
  }
}

/// Where the two engines' results for one tensor differ, and why.
public struct TensorExplanation: Codable, Sendable, Hashable {
  /// The tensor's name.
  public var name: String
  /// The operator that the layer was made for, as messages name it.
  public var subject: String
  /// The layer, as ``AxonOperation`` names it.
  public var operation: String
  public var elements: Int
  /// Elements whose values differ.
  public var differing = 0
  /// Elements whose two values are exactly what the two roundings give, by cause.
  public var explained: [DifferenceCause: Int] = [:]
  /// Elements that are the same when AXON's layer is fed the other engine's operands.
  public var inherited = 0
  /// All others.
  public var unexplained = 0
  /// The first of the unexplained, as many as are shown.
  public var examples: [UnexplainedElement] = []

  /// The part of the elements that differ and are understood.
  public var understoodShare: Double {
    elements == 0
      ? 0 : Double(explained.values.reduce(inherited, +)) / Double(elements)
  }

  /// How many of the unexplained are kept as examples.
  public static let shown = 5

  /// Adds what was found for other inputs.
  mutating func add(_ other: TensorExplanation) {
    elements += other.elements
    differing += other.differing
    explained.merge(other.explained, uniquingKeysWith: +)
    inherited += other.inherited
    unexplained += other.unexplained
    examples = Array((examples + other.examples).prefix(Self.shown))
  }
}

/// An element for which an engine's value is not what its own rule gives for its own operands.
public struct UnexplainedElement: Codable, Sendable, Hashable {
  public var coordinates: [Int]
  /// What the engines gave.
  public var quantized: Int
  public var axon: Int
  /// What their rules give for what each of them read; nil where TOSA or AXON leaves it open.
  public var recomputedQuantized: Int?
  public var recomputedAxon: Int?
}

/// A subgraph that runs as one step: a fused pattern that was found in a graph.
public struct Fusion: Sendable, Hashable {
  /// The pattern's name: `PTSiLU`.
  public var pattern: String
  /// The operators of the block, or the instructions of the program, ascending.
  public var operators: [Int]
  /// What runs it: a kernel, or a layer of AXON.
  public var kernel: String
}

extension Fusion {
  /// A group that one kernel runs.
  init(_ group: FusedGroup, arithmetic: FusionArithmetic) {
    pattern = group.pattern.name
    operators = group.operators
    let runs = group.pattern.kernel?.q12 == nil ? FusionArithmetic.fp32 : arithmetic
    kernel = "\(group.pattern.name), \(runs.rawValue)"
  }

  /// A group that is part of layers.
  init(_ group: FusedGroup, in partition: Partition) {
    pattern = group.pattern.name
    operators = group.operators
    var layers: [String] = []
    for index in group.operators {
      guard let claim = partition.claimOf[index] else { continue }
      let layer = partition.claims[claim].operation(of: index).rawValue
      if layers.last != layer { layers.append(layer) }
    }
    kernel = "AXON's " + layers.joined(separator: ", ")
  }
}

public import Graph

/// Random inputs that lean to the edges: the ends of a range, zero, runs of one value.
public enum EdgeInputs {
  /// One tensor for each input of `graph`.
  ///
  /// - Parameter ranges: for each input the numbers that its integers may be.
  public static func tensors(
    for graph: Graph, ranges: [ClosedRange<Int>], seed: UInt64
  ) -> [Tensor] {
    tensors(for: graph, ranges: ranges, seed: seed, hasSpecials: true)
  }

  static func tensors(
    for graph: Graph, ranges: [ClosedRange<Int>], seed: UInt64, hasSpecials: Bool
  ) -> [Tensor] {
    guard let block = graph.regions.first?.blocks.first else { return [] }
    var dice = Dice(seed: seed)
    return zip(block.inputs, ranges).map { id, range in
      let type = block[id].type
      return type.dtype.isFloat
        ? EdgeNumbers.floats(type, spread: 1, hasSpecials: hasSpecials, &dice)
        : EdgeNumbers.tensor(type, range, &dice)
    }
  }
}

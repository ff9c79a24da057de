public import Graph

/// Random inputs that lean to the edges: the ends of a range, zero, runs of one value.
public enum EdgeInputs {
  /// One tensor for each input of `graph`, whose integers are in `ranges`.
  public static func tensors(
    for graph: Graph, ranges: [ClosedRange<Int>], seed: UInt64
  ) -> [Tensor] {
    guard let block = graph.regions.first?.blocks.first else { return [] }
    var dice = Dice(seed: seed)
    return zip(block.inputs, ranges).map { tensor(block[$0].type, $1, &dice) }
  }

  private static func tensor(
    _ type: TensorType, _ range: ClosedRange<Int>, _ dice: inout Dice
  ) -> Tensor {
    let count = type.shape.elementCount
    let extremes = [range.lowerBound, range.upperBound, 0, 1, -1].filter(range.contains)
    let kind = dice.integer(in: 0...7)
    let single = dice.pick(extremes)
    let numbers = (0..<count).map { _ -> Int in
      switch kind {
      case 0: single
      case 1: dice.pick(extremes)
      case 2: dice.once(in: 8) ? dice.pick(extremes) : dice.integer(in: range)
      default: dice.integer(in: range)
      }
    }
    return Tensor(numbers: numbers, type.dtype, type.shape)
  }
}

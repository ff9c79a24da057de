import Graph

// SLICE: a box of a tensor, often all but the first or the last of an axis.
extension Slice {
  static let recipes = [
    Recipe("SLICE", [.slice, .constShape], [.cnn: 4, .int: 3, .fp: 3, .quantizable: 2]) { builder in
      let x = builder.movable(rank: 1...6)
      _ = builder.slice(x)
      return true
    }
  ]
}

extension GraphBuilder {
  /// SLICE of any type, along one axis or all.
  mutating func slice(_ x: GraphValue) -> GraphValue {
    var start = [Int](repeating: 0, count: x.shape.rank)
    var size = x.shape.dimensions
    let only = dice.once(in: 3) ? nil : dice.integer(in: 0...max(x.shape.rank - 1, 0))
    for axis in size.indices where only == nil || only == axis {
      let full = size[axis]
      switch dice.integer(in: 0...3) {
      case 0 where full > 1: (start[axis], size[axis]) = (1, full - 1)
      case 1 where full > 1: size[axis] = full - 1
      case 2: (start[axis], size[axis]) = (dice.integer(in: 0...full - 1), 1)
      default:
        start[axis] = dice.integer(in: 0...full - 1)
        size[axis] = dice.integer(in: 1...full - start[axis])
      }
    }
    return append(
      .slice(Slice()), [x.id, sizes(start), sizes(size)], x.dtype, Shape(size), range: x.range,
      zeroPoint: x.zeroPoint)
  }
}

import Graph

// TILE.
extension Tile {
  static let recipes = [
    Recipe("TILE", [.tile, .constShape], [.int: 2, .fp: 2, .quantizable: 1]) { builder in
      let x = builder.movable(rank: 1...6)
      var multiples = [Int](repeating: 1, count: x.shape.rank)
      var count = x.shape.elementCount
      for axis in multiples.indices where builder.dice.once(in: 2) {
        let times = builder.dice.integer(in: 2...3)
        guard count * times <= builder.limits.elements else { continue }
        multiples[axis] = times
        count *= times
      }
      builder.append(
        .tile(Tile()), [x.id, builder.sizes(multiples)], x.dtype,
        Shape(zip(x.shape, multiples).map { $0 * $1 }), range: x.range, zeroPoint: x.zeroPoint)
      return true
    }
  ]
}

import Graph

// REVERSE.
extension Reverse {
  static let recipes = [
    Recipe("REVERSE", [.reverse], [.int: 2, .fp: 2, .quantizable: 1]) { builder in
      let x = builder.movable(rank: 1...6)
      let axis = builder.dice.integer(in: 0...x.shape.rank - 1)
      builder.append(
        .reverse(Reverse(axis: axis)), [x.id], x.dtype, x.shape, range: x.range,
        zeroPoint: x.zeroPoint)
      return true
    }
  ]
}

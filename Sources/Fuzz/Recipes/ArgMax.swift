import Graph

// ARGMAX.
extension ArgMax {
  static let recipes = [
    Recipe("ARGMAX", [.argMax], [.int: 2, .fp: 2]) { builder in
      let x = builder.value(of: builder.poolType(), rank: 1...6)
      let axis = builder.dice.integer(in: 0...x.shape.rank - 1)
      var sizes = x.shape.dimensions
      let count = sizes.remove(at: axis)
      builder.append(
        .argMax(ArgMax(axis: axis, nanMode: builder.nanMode())), [x.id], .int32, Shape(sizes),
        range: 0...count - 1)
      return true
    }
  ]
}

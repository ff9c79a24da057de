import Graph

// TRANSPOSE: between NHWC and NCHW, or any order.
extension Transpose {
  static let recipes = [
    Recipe("TRANSPOSE", [.transpose], [.cnn: 4, .int: 3, .fp: 3, .quantizable: 2]) { builder in
      let x = builder.movable(rank: 1...6)
      var order = Array(x.shape.indices)
      if order.count == 4, !builder.dice.once(in: 3) {
        order = builder.dice.once(in: 2) ? [0, 2, 3, 1] : [0, 3, 1, 2]
      } else {
        for index in order.indices {
          order.swapAt(index, builder.dice.integer(in: index...order.count - 1))
        }
      }
      _ = builder.transpose(x, order)
      return true
    }
  ]
}

extension GraphBuilder {
  /// TRANSPOSE of any type.
  mutating func transpose(_ x: GraphValue, _ order: [Int]) -> GraphValue {
    append(
      .transpose(Transpose(permutation: order)), [x.id], x.dtype,
      Shape(order.map { x.shape[$0] }), range: x.range, zeroPoint: x.zeroPoint)
  }
}

import Graph

// CONCAT: of values that fit, or of one several times.
extension Concat {
  static let recipes = [
    Recipe("CONCAT", [.concat], [.cnn: 5, .int: 3, .fp: 3, .quantizable: 3]) { builder in
      builder.concat(builder.movable(rank: 1...6))
    }
  ]
}

extension GraphBuilder {
  /// CONCAT of `x` with others of its type that differ along one axis at most.
  mutating func concat(_ x: GraphValue) -> Bool {
    let axis = dice.once(in: 2) ? x.shape.rank - 1 : dice.integer(in: 0...x.shape.rank - 1)
    var parts = [x]
    let count = dice.once(in: 4) ? dice.integer(in: 1...4) : 2
    var size = x.shape[axis]
    let area = x.shape.elementCount / x.shape[axis]
    while parts.count < count {
      let other = operand { value in
        guard value.dtype == x.dtype, value.shape.rank == x.shape.rank, value.id != x.id else {
          return false
        }
        return x.shape.indices.allSatisfy { $0 == axis || value.shape[$0] == x.shape[$0] }
      }
      let part = other ?? x
      guard (size + part.shape[axis]) * area <= limits.elements else { break }
      parts.append(part)
      size += part.shape[axis]
    }
    var shape = x.shape
    shape.dimensions[axis] = size
    let low = parts.reduce(x.range.lowerBound) { min($0, $1.range.lowerBound) }
    let high = parts.reduce(x.range.upperBound) { max($0, $1.range.upperBound) }
    append(
      .concat(Concat(axis: axis)), parts.map(\.id), x.dtype, shape, range: low...high,
      zeroPoint: x.zeroPoint)
    return true
  }
}

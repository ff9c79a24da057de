import Graph

// SELECT.
extension Select {
  static let recipes = [
    Recipe("SELECT", [.select], [.int: 2, .fp: 2]) { builder in
      let x = builder.movable()
      let y = builder.partner(of: x, dtype: x.dtype)
      guard let shape = x.shape.broadcast(with: y.shape) else { return false }
      let condition =
        builder.operand { $0.dtype == .bool && $0.shape.broadcast(with: shape) == shape }
        ?? (builder.inputCount < 6
          ? builder.input(.bool, builder.dice.once(in: 2) ? shape : builder.smaller(shape))
          : builder.constantValue(.bool, shape, range: 0...1))
      guard shape.elementCount <= builder.limits.elements else { return false }
      let low = min(x.range.lowerBound, y.range.lowerBound)
      let high = max(x.range.upperBound, y.range.upperBound)
      builder.append(
        .select(Select()), [condition.id, x.id, y.id], x.dtype, shape, range: low...high,
        zeroPoint: x.zeroPoint)
      return true
    }
  ]
}

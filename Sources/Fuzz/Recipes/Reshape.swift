import Graph

// RESHAPE: flattened, an axis split, or two joined.
extension Reshape {
  static let recipes = [
    Recipe("RESHAPE", [.reshape, .constShape], [.cnn: 3, .int: 3, .fp: 3, .quantizable: 2]) {
      builder in
      let x = builder.movable()
      let shape = builder.otherShape(of: x.shape)
      _ = builder.reshape(x, shape)
      return true
    }
  ]
}

extension GraphBuilder {
  /// RESHAPE of any type.
  mutating func reshape(_ x: GraphValue, _ shape: Shape) -> GraphValue {
    append(
      .reshape(Reshape()), [x.id, sizes(shape.dimensions)], x.dtype, shape, range: x.range,
      zeroPoint: x.zeroPoint)
  }

  /// A shape of as many elements, of rank 4 more often than not.
  mutating func otherShape(of shape: Shape) -> Shape {
    var sizes = shape.dimensions
    switch dice.integer(in: 0...4) {
    case 0: sizes = [1, shape.elementCount]
    case 1 where sizes.count > 1:
      // Two neighbours joined.
      let axis = dice.integer(in: 0...sizes.count - 2)
      sizes[axis] *= sizes.remove(at: axis + 1)
    case 2 where sizes.count > 1:
      sizes.swapAt(dice.integer(in: 0...sizes.count - 1), sizes.count - 1)
    case 3 where sizes.count < 6:
      // An axis split, by 2 if that divides it.
      let axis = dice.integer(in: 0...max(sizes.count - 1, 0))
      if axis < sizes.count {
        let factor = [2, 3, 5].first { sizes[axis].isMultiple(of: $0) } ?? sizes[axis]
        sizes[axis] /= factor
        sizes.insert(factor, at: axis)
      }
    default: break
    }
    while sizes.count < 4 { sizes.insert(1, at: dice.integer(in: 0...sizes.count)) }
    return Shape(sizes)
  }
}

import Graph

// NEGATE.
extension Negate {
  static let recipes = [
    Recipe("NEGATE", [.negate], [.int: 2, .fp: 2]) { builder in
      let dtype: DType =
        builder.family.isReal ? .fp32 : builder.dice.pick([.int8, .int8, .int16, .int32])
      var x = builder.value(of: dtype)
      // The smallest INT32 has no negative.
      if dtype == .int32 { x = builder.narrowed(x, below: 1 << 31) }
      let points =
        dtype == .int8 ? (x.zeroPoint, builder.dice.pick(EdgeSizes.zeroPoint)) : (0, 0)
      let sum = points.0 + points.1
      let operands = [x.id, builder.scalar(points.0, dtype), builder.scalar(points.1, dtype)]
      let range = (sum - x.range.upperBound)...(sum - x.range.lowerBound)
      builder.append(
        .negate(Negate()), operands, dtype, x.shape, range: range.clippedTo(dtype.fullRange),
        zeroPoint: points.1)
      return true
    }
  ]
}

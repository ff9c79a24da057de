import Graph

// CAST between integers and BOOL, and between those and FP32.
extension Cast {
  static let recipes = [
    Recipe("CAST", [.cast], [.int: 3, .fp: 4]) { builder in
      builder.family.isReal ? builder.castFloats() : builder.castIntegers()
    }
  ]
}

extension GraphBuilder {
  fileprivate mutating func castIntegers() -> Bool {
    let types: [DType] = [.bool, .int8, .int16, .int32]
    let x = value(of: dice.pick(types))
    let target = dice.pick(types.filter { $0 != x.dtype })
    // A narrower type keeps the low bits.
    let full = target.fullRange
    let fits = full.contains(x.range.lowerBound) && full.contains(x.range.upperBound)
    append(.cast(Cast()), [x.id], target, x.shape, range: fits ? x.range : full)
    return true
  }

  /// FP32 to an integer and back; NaN has no integer, so it is clamped away.
  fileprivate mutating func castFloats() -> Bool {
    if dice.once(in: 3), let x = operand(where: { $0.dtype.isInteger }) {
      append(.cast(Cast()), [x.id], .fp32, x.shape)
      return true
    }
    let target = dice.pick([.int8, .int16, .int32] as [DType])
    let x = value(of: .fp32)
    let most: Float = dice.once(in: 4) ? 0x1p40 : dice.once(in: 2) ? 100 : 127.5
    let y = clamp(x, -most, most, .ignore)
    let z = append(.cast(Cast()), [y.id], target, y.shape)
    append(.cast(Cast()), [z.id], .fp32, z.shape)
    return true
  }
}

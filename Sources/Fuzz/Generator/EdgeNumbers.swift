import Graph

/// Random elements that lean to the edges.
enum EdgeNumbers {
  /// Integers or BOOL in `range`.
  static func tensor(
    _ type: TensorType, _ range: ClosedRange<Int>, _ dice: inout Dice
  ) -> Tensor {
    let extremes = [range.lowerBound, range.upperBound, 0, 1, -1].filter(range.contains)
    let kind = dice.integer(in: 0...15)
    let single = dice.pick(extremes)
    let numbers = (0..<type.shape.elementCount).map { _ -> Int in
      switch kind {
      case 0: single
      case 1: dice.pick(extremes)
      case 2...4: dice.once(in: 8) ? dice.pick(extremes) : dice.integer(in: range)
      default: dice.integer(in: range)
      }
    }
    return Tensor(numbers: numbers, type.dtype, type.shape)
  }

  /// What FP32 has besides ordinary numbers.
  static let specials: [Float] = [
    .nan, .infinity, -.infinity, -0.0, 0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
    0x1p-127, .leastNormalMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
    0x1.fffffep-1, 0x1p24, -0x1.000002p23,
  ]

  /// FP numbers around 0, normally or evenly spread, or few different ones.
  static func floats(
    _ type: TensorType, spread: Double, hasSpecials: Bool, _ dice: inout Dice
  ) -> Tensor {
    let kind = dice.integer(in: 0...7)
    let single = Float(spread * (2 * dice.unit() - 1))
    let numbers = (0..<type.shape.elementCount).map { _ -> Float in
      if hasSpecials, dice.once(in: 12) { return dice.pick(specials) }
      switch kind {
      case 0: return single
      case 1: return Float(spread * dice.normal())
      case 2: return (spread * 8 * (2 * dice.unit() - 1)).rounded() == 0 ? 0 : single
      case 3: return Float((spread * 8 * (2 * dice.unit() - 1)).rounded())
      default: return Float(spread * (2 * dice.unit() - 1))
      }
    }
    return Tensor(numbers, .fp32, type.shape)
  }
}

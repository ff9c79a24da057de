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
    let spread = Float(spread)
    let single = spread * evenly(UInt32(truncatingIfNeeded: dice.bits()))
    func number(_ bits: UInt32) -> Float {
      // The low bits choose specials, one in twelve, the high ones a number.
      if hasSpecials, bits & 0xff < 21 { return specials[Int(bits >> 8) % specials.count] }
      switch kind {
      case 0: return single
      case 1: return spread * normally(bits)
      case 2: return (spread * 8 * evenly(bits)).rounded() == 0 ? 0 : single
      case 3: return (spread * 8 * evenly(bits)).rounded()
      default: return spread * evenly(bits)
      }
    }
    var numbers = [Float](repeating: 0, count: type.shape.elementCount)
    for index in stride(from: 0, to: numbers.count, by: 2) {
      // Two to a throw: weights are most of what a graph is made of.
      let bits = dice.bits()
      numbers[index] = number(UInt32(truncatingIfNeeded: bits))
      if index + 1 < numbers.count {
        numbers[index + 1] = number(UInt32(truncatingIfNeeded: bits >> 32))
      }
    }
    return Tensor(numbers, .fp32, type.shape)
  }
  /// A number in [-1, 1) by the high 24 bits.
  private static func evenly(_ bits: UInt32) -> Float { Float(bits >> 8) * 0x1p-23 - 1 }

  /// A number around 0 with deviation 1, by the three high bytes: three even ones summed.
  private static func normally(_ bits: UInt32) -> Float {
    let sum = (bits >> 24) + (bits >> 16 & 0xff) + (bits >> 8 & 0xff)
    return (Float(sum) - 382.5) * 0x1p-7
  }
}

import Graph

/// INT8 weights with what is known of them.
struct WeightChoice {
  let elements: [Int8]
  /// The largest magnitude, less the zero point.
  let magnitude: Int
  /// How large an element ordinarily is.
  let spread: Double
}

extension GraphBuilder {
  /// Random weights.
  ///
  /// Most are spread over -127...127; the rest are edges: small, only extremes, mostly zero, all one.
  mutating func weights(_ count: Int, zeroPoint: Int, range: ClosedRange<Int> = -127...127)
    -> WeightChoice
  {
    var elements = [Int8](repeating: 0, count: count)
    let low = range.lowerBound
    let span = UInt64(range.upperBound - low + 1)
    var spread = Double(span) * 0.29
    switch dice.integer(in: 0...11) {
    case 0:
      fill(&elements) { Int8(truncatingIfNeeded: Int($0 % 7) - 3) }
      spread = 2
    case 1:
      let (least, most) = (Int8(range.lowerBound - 1 == -128 ? -128 : low), Int8(range.upperBound))
      fill(&elements) { $0 & 1 == 0 ? least : most }
      spread = Double(span) * 0.5
    case 2:
      fill(&elements) { $0 < 230 ? 0 : Int8(truncatingIfNeeded: (Int($0) - 243) / 2) }
      spread = 1.2
    case 3:
      for index in elements.indices { elements[index] = 1 }
      spread = 1
    default:
      fill(&elements) { Int8(truncatingIfNeeded: low + Int($0 * span >> 8)) }
    }
    let extent = max(abs(low - 1 - zeroPoint), abs(range.upperBound - zeroPoint))
    return WeightChoice(
      elements: elements, magnitude: extent, spread: spread + abs(Double(zeroPoint)))
  }

  /// Fills an array from random bytes, eight to a throw.
  @inline(__always)
  private mutating func fill(_ elements: inout [Int8], _ value: (UInt64) -> Int8) {
    var index = 0
    while index < elements.count {
      var bits = dice.bits()
      let end = min(index + 8, elements.count)
      while index < end {
        elements[index] = value(bits & 0xff)
        bits >>= 8
        index += 1
      }
    }
  }

  /// Biases that keep sums of magnitude `products` below `most`, edges among them; zeros if the products
  /// alone can be more, which takes a tensor that no recipe made.
  mutating func biases(_ count: Int, products: Int, spread: Double, most: Int) -> [Int] {
    let most = max(0, most - products)
    let usual = min(Int(spread * 2) + 1, most)
    let kind = dice.integer(in: 0...9)
    return (0..<count).map { _ in
      switch kind {
      case 0: 0
      case 1: dice.once(in: 2) ? most : -most
      default: dice.integer(in: -usual...usual)
      }
    }
  }
}

import Graph

extension SplitMix64 {
  /// Whether one of `n` equal chances came up.
  mutating func isOneIn(_ n: Int) -> Bool { integer(in: 1...n) == 1 }

  /// One of `values`, which is not empty.
  mutating func one<Value>(of values: [Value]) -> Value {
    values[integer(in: 0...values.count - 1)]
  }

  /// One of `choices`, by weight.
  mutating func pick<Value>(_ choices: [(weight: Int, operation: Value)]) -> Value {
    var rest = integer(in: 0...choices.reduce(0) { $0 + $1.weight } - 1)
    for choice in choices {
      if rest < choice.weight { return choice.operation }
      rest -= choice.weight
    }
    return choices[0].operation
  }

  /// 2 to a power that is uniform between two.
  mutating func powerOf2(_ low: Double, _ high: Double) -> Double {
    let exponent = low + (high - low) * unit()
    let whole = exponent.rounded(.down)
    // Linear within an octave: good enough for a random size, and the same everywhere.
    return Double(sign: .plus, exponent: Int(whole), significand: 1 + exponent - whole)
  }

  /// A zero point: often one of those where something changes.
  mutating func zeroPoint() -> Int {
    switch integer(in: 0...9) {
    case 0...2: -128
    case 3: 127
    case 4: 0
    default: integer(in: -128...127)
    }
  }

  /// Input values: mostly over the whole range, sometimes extremes, few values, or all alike.
  mutating func tensor(count: Int) -> [Int8] {
    let mode = integer(in: 0...11)
    let constant = Int8(clamping: one(of: [-128, -127, -1, 0, 1, 127]))
    return (0..<count).map { index in
      switch mode {
      case 0: constant
      case 1: isOneIn(2) ? -128 : 127
      case 2: Int8(integer(in: -3...3))
      case 3: Int8(truncatingIfNeeded: index)
      default: Int8(integer(in: -128...127))
      }
    }
  }

  /// Weights: mostly over the whole range, sometimes small, sparse or extreme.
  mutating func weights(count: Int) -> [Int8] {
    let mode = integer(in: 0...11)
    return (0..<count).map { _ in
      switch mode {
      case 0: Int8(integer(in: -2...2))
      case 1: isOneIn(3) ? Int8(integer(in: -128...127)) : 0
      case 2: one(of: [-128, -127, 127])
      default: Int8(integer(in: -127...127))
      }
    }
  }
}

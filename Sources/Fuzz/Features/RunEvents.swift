import Graph

/// What can be seen in the numbers that one operator takes and gives.
struct RunEvents: OptionSet, Sendable, Hashable {
  let rawValue: UInt32

  // Rounding.
  static let tieUp = RunEvents(rawValue: 1 << 0)
  static let tieDown = RunEvents(rawValue: 1 << 1)
  static let doubleRounding = RunEvents(rawValue: 1 << 2)
  static let doubleRoundingDiffers = RunEvents(rawValue: 1 << 3)
  // Ends of a type or of a CLAMP.
  static let saturatesHigh = RunEvents(rawValue: 1 << 4)
  static let saturatesLow = RunEvents(rawValue: 1 << 5)
  static let clipsHigh = RunEvents(rawValue: 1 << 6)
  static let clipsLow = RunEvents(rawValue: 1 << 7)
  static let reachesTop = RunEvents(rawValue: 1 << 8)
  static let reachesBottom = RunEvents(rawValue: 1 << 9)
  // Channels.
  static let deadChannel = RunEvents(rawValue: 1 << 10)
  // Magnitudes of sums.
  static let sumsOf16Bits = RunEvents(rawValue: 1 << 11)
  static let sumsOf20Bits = RunEvents(rawValue: 1 << 12)
  static let sumsOf24Bits = RunEvents(rawValue: 1 << 13)
  static let sumsOf28Bits = RunEvents(rawValue: 1 << 14)
  static let sumsOf31Bits = RunEvents(rawValue: 1 << 15)
  static let widerSums = RunEvents(rawValue: 1 << 16)
  // FP32.
  static let makesNaN = RunEvents(rawValue: 1 << 17)
  static let passesNaN = RunEvents(rawValue: 1 << 18)
  static let dropsNaN = RunEvents(rawValue: 1 << 19)
  static let makesInfinity = RunEvents(rawValue: 1 << 20)
  static let makesNegativeInfinity = RunEvents(rawValue: 1 << 21)
  static let makesSubnormal = RunEvents(rawValue: 1 << 22)
  static let makesNegativeZero = RunEvents(rawValue: 1 << 23)

  private static let all: [(RunEvents, String)] = [
    (.tieUp, "tie of a positive number"), (.tieDown, "tie of a negative number"),
    (.doubleRounding, "rounded twice"),
    (.doubleRoundingDiffers, "rounded twice to another number"),
    (.saturatesHigh, "saturates high"), (.saturatesLow, "saturates low"),
    (.clipsHigh, "clips high"), (.clipsLow, "clips low"), (.reachesTop, "reaches the top"),
    (.reachesBottom, "reaches the bottom"), (.deadChannel, "dead channel"),
    (.sumsOf16Bits, "sums to 16 bits"), (.sumsOf20Bits, "sums to 20 bits"),
    (.sumsOf24Bits, "sums to 24 bits"), (.sumsOf28Bits, "sums to 28 bits"),
    (.sumsOf31Bits, "sums to 31 bits"), (.widerSums, "sums beyond 31 bits"),
    (.makesNaN, "makes NaN"), (.passesNaN, "passes NaN on"), (.dropsNaN, "drops NaN"),
    (.makesInfinity, "makes infinity"), (.makesNegativeInfinity, "makes -infinity"),
    (.makesSubnormal, "makes a subnormal number"), (.makesNegativeZero, "makes -0"),
  ]

  /// What reports call them.
  var names: [String] { Self.all.filter { contains($0.0) }.map(\.1) }
}

// MARK: - What there can be

extension RunEvents {
  private static let special: RunEvents = [
    .makesNaN, .passesNaN, .dropsNaN, .makesInfinity, .makesNegativeInfinity, .makesSubnormal,
    .makesNegativeZero,
  ]
  private static let narrowSums: RunEvents = [
    .sumsOf16Bits, .sumsOf20Bits, .sumsOf24Bits, .sumsOf28Bits, .sumsOf31Bits,
  ]

  /// What an operator can show if graphs lean to the edges.
  static func possible(of head: OperatorHead) -> RunEvents {
    let (input, output) = (head.types.input, head.types.output)
    if output == .fp32 { return possibleFloats(of: head) }
    guard output.isInteger else { return [] }
    switch head.kind {
    case .rescale:
      var events: RunEvents = [.tieUp, .tieDown, .deadChannel]
      if input != .int48 { events.formUnion([.doubleRounding, .doubleRoundingDiffers]) }
      // A scaled INT32 that leaves its range is TOSA's to define, and it does not.
      if output != .int32 { events.formUnion([.saturatesHigh, .saturatesLow]) }
      return events
    case .conv2D, .depthwiseConv2D, .transposeConv2D:
      return narrowSums.union(output == .int48 ? [.widerSums, .deadChannel] : .deadChannel)
    case .conv3D, .matMul, .mul, .reduceSum:
      return narrowSums.union(output == .int48 ? .widerSums : [])
    case .reduceMax, .reduceMin:
      return output == .int32 ? narrowSums : [.reachesTop, .reachesBottom]
    case .clamp: return [.clipsHigh, .clipsLow]
    case .argMax, .clz: return []
    default: return output == .int8 || output == .int16 ? [.reachesTop, .reachesBottom] : []
    }
  }

  private static func possibleFloats(of head: OperatorHead) -> RunEvents {
    guard head.types.input == .fp32 else { return [] }
    switch head.kind {
    case .concat, .reshape, .reverse, .slice, .tile, .transpose, .identity, .gather, .pad:
      return .passesNaN
    case .select, .scatter: return .dropsNaN
    case .add, .sub, .mul, .conv2D, .depthwiseConv2D, .matMul, .reduceSum, .reduceProduct:
      return special.subtracting(.dropsNaN)
    case .reciprocal: return special.subtracting([.makesNaN, .dropsNaN])
    case .log: return [.makesNaN, .passesNaN, .makesNegativeInfinity]
    case .exp: return [.passesNaN, .makesInfinity]
    case .rsqrt: return [.makesNaN, .passesNaN, .makesInfinity]
    case .clamp, .maximum, .minimum: return [.passesNaN, .dropsNaN]
    case .sin, .cos: return [.makesNaN, .passesNaN]
    default: return .passesNaN
    }
  }
}

// MARK: - Integers

extension RunEvents {
  /// Results at the ends of their type.
  static func ends(_ numbers: [Int64], of dtype: DType) -> RunEvents {
    guard let range = dtype.integerRange else { return [] }
    var events: RunEvents = []
    for number in numbers {
      if number == range.upperBound { events.insert(.reachesTop) }
      if number == range.lowerBound { events.insert(.reachesBottom) }
    }
    return events
  }

  /// How many bits the largest sum takes.
  static func sums(_ numbers: [Int64]) -> RunEvents {
    var bits: Int64 = 0
    for number in numbers { bits |= number ^ (number >> 63) }
    switch Int64.bitWidth - bits.leadingZeroBitCount {
    case ...16: return .sumsOf16Bits
    case ...20: return .sumsOf20Bits
    case ...24: return .sumsOf24Bits
    case ...28: return .sumsOf28Bits
    case ...31: return .sumsOf31Bits
    default: return .widerSums
    }
  }

  /// Numbers that CLAMP changed.
  static func clipping(from input: [Int64], to output: [Int64]) -> RunEvents {
    var events: RunEvents = []
    for (before, after) in zip(input, output) {
      if before > after { events.insert(.clipsHigh) }
      if before < after { events.insert(.clipsLow) }
    }
    return events
  }

  /// A channel of the last axis that is one number throughout, beside one that is not.
  static func channels(_ tensor: Tensor, _ numbers: [Int64]) -> RunEvents {
    guard let count = tensor.shape.last, count > 1, numbers.count > count else { return [] }
    var isAlive = [Bool](repeating: false, count: count)
    var row = count
    while row < numbers.count {
      for channel in 0..<count where numbers[row + channel] != numbers[channel] {
        isAlive[channel] = true
      }
      row += count
    }
    return isAlive.contains(true) && isAlive.contains(false) ? .deadChannel : []
  }
}

// MARK: - FP32

extension RunEvents {
  /// Special numbers that an operator makes of others, or passes on.
  static func floats(made result: Tensor, from operands: [Tensor]) -> RunEvents {
    let events = kinds(of: result)
    let given = operands.reduce(RunEvents()) { $0.union(kinds(of: $1)) }
    var made = events.subtracting(given)
    if given.contains(.makesNaN) {
      made.insert(events.contains(.makesNaN) ? .passesNaN : .dropsNaN)
    }
    return made
  }

  private static func kinds(of tensor: Tensor) -> RunEvents {
    tensor.withElements(as: Float.self) { elements in
      var events: RunEvents = []
      for element in elements {
        let bits = element.bitPattern
        let magnitude = bits & 0x7fff_ffff
        // Ordinary numbers, and +0.
        if magnitude &- 0x0080_0000 < 0x7f00_0000 || bits == 0 { continue }
        if magnitude == 0 {
          events.insert(.makesNegativeZero)
        } else if magnitude < 0x0080_0000 {
          events.insert(.makesSubnormal)
        } else if magnitude > 0x7f80_0000 {
          events.insert(.makesNaN)
        } else {
          events.insert(bits == magnitude ? .makesInfinity : .makesNegativeInfinity)
        }
      }
      return events
    }
  }
}

import Graph

extension NetworkSketch {
  /// Multipliers and shifts for channels whose accumulators have such standard deviations, so that
  /// results use the output's range, with exceptions on purpose.
  ///
  /// - Parameter isShared: whether all channels have one multiplier and one shift.
  mutating func scale(
    _ layer: inout AxonLayer, deviations: [Double], isShared: Bool = false, bits: Int = 31
  ) {
    let targets: (low: Double, high: Double) =
      switch layer.output.byteWidth {
      case 1: (3, 7.5)
      case 2: (8, 15.5)
      default: (12, 24)
      }
    let target = random.powerOf2(targets.low, targets.high)
    let ratios = (isShared ? [deviations.max() ?? 1] : deviations).map { deviation in
      target * (isShared ? 1 : random.powerOf2(-0.7, 0.7)) / max(deviation, 1)
    }
    // The product itself must fit 32 bits there, with some room for large sums.
    let isForSoftmax = layer.activation == .prepareSoftmax
    let limit =
      isForSoftmax ? min(bits, max(1, 27 - Int(deviations.max() ?? 1).bitWidthUsed)) : bits
    let largest = ratios.map { Self.largestShift(for: $0, zeroPoint: layer.outputZeroPoint, limit) }
    let common = largest.min() ?? 0
    let hasOwnShifts = ratios.count > 1 && random.isOneIn(3)
    // A few bits are enough for many ties.
    let isCoarse = random.isOneIn(4)
    layer.shifts =
      hasOwnShifts
      ? largest.map {
        isCoarse ? random.integer(in: 0...$0) : max(0, $0 - random.integer(in: 0...3))
      }
      : [isCoarse ? random.integer(in: 0...common) : common]
    layer.multipliers = []
    for (channel, ratio) in ratios.enumerated() {
      let shift = layer.shifts[hasOwnShifts ? channel : 0]
      let multiplier = self.multiplier(
        ratio, shift: shift, bits: limit, isUnsigned: isForSoftmax)
      if layer.activation == .leakyReLU {
        let alpha = random.one(of: [0.01, 0.1, 0.25, 1])
        layer.multipliers.append(Int32((alpha * Double(multiplier)).rounded(.towardZero)))
      }
      layer.multipliers.append(multiplier)
    }
  }

  private mutating func multiplier(
    _ ratio: Double, shift: Int, bits: Int, isUnsigned: Bool
  ) -> Int32 {
    let unit = Double(sign: .plus, exponent: shift, significand: 1)
    let exact = (ratio * unit).rounded(.toNearestOrEven)
    let limit = Double(sign: .plus, exponent: bits, significand: 1) - 1
    let multiplier = Int32(min(exact, limit))
    // 0 is a known defect of some layers, and a dead channel in others.
    let used = multiplier == 0 && !random.isOneIn(12) ? 1 : multiplier
    return random.isOneIn(40) && !isUnsigned ? -used : used
  }

  /// The largest shift with which the multiplier and the shifted zero point fit.
  static func largestShift(for ratio: Double, zeroPoint: Int, _ bits: Int) -> Int {
    let limit = Double(sign: .plus, exponent: bits, significand: 1) - 1
    return (0...30).last { shift in
      let unit = Double(sign: .plus, exponent: shift, significand: 1)
      return ratio * unit < limit && Double(zeroPoint.magnitude) * unit < 0x1p31
    } ?? 0
  }

  /// Sets weights of `rows` rows, their biases and scales.
  mutating func weigh(
    _ layer: inout AxonLayer, rows: Int, length: Int, zeroPoint: Int, isShared: Bool = false
  ) {
    layer.filter = random.weights(count: rows * length)
    var deviations: [Double] = []
    // Sums beyond 32 bits are a known defect below, and exact above.
    let isExtreme =
      random.isOneIn(40) && hasExtremeSums && layers.isEmpty && layer.activation != .prepareSoftmax
    for row in 0..<rows {
      let weights = layer.filter[row * length..<(row + 1) * length]
      let energy = weights.reduce(0) { $0 + Int($1) * Int($1) }
      let deviation = 74 * Double(energy).squareRoot()
      let sum = weights.reduce(0) { $0 + Int($1) }
      let bias =
        isExtreme
        ? (random.isOneIn(2) ? Int(Int32.max) : Int(Int32.min))
        : Int(random.normal() * deviation / 2) - zeroPoint * sum
      layer.biasPrime.append(Int32(clamping: bias))
      deviations.append(isExtreme ? 0x1p31 : deviation)
    }
    scale(&layer, deviations: deviations, isShared: isShared)
  }
}

extension Int {
  fileprivate var bitWidthUsed: Int { Int.bitWidth - leadingZeroBitCount }
}

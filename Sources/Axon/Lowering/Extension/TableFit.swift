import Graph

/// The scales with which a TABLE of 256 entries is a function: entry `q` is
/// `clamp(round(f(inputScale * (q - inputZeroPoint)) / outputScale) + outputZeroPoint)`.
///
/// A TOSA graph has no scales, only what was computed with them. Every entry bounds `f(x) / outputScale`
/// from both sides, a saturated one from one side. So an input scale leaves an interval of output
/// scales, mostly an empty one; those that leave any are an interval themselves, some 0.1 % wide
/// (median of random tables: 0.06 % for sigmoid, 0.3 % for tanh). Its middle is taken.
///
/// The output's zero point is not searched for: a quantizer's range holds 0, so that of a positive
/// function is -128, and that of tanh is the entry of 0.
struct TableFit: Sendable, Hashable {
  let function: TableFunction
  let inputScale: Double
  /// How wide the interval of input scales is, relative to them.
  let uncertainty: Double
  let outputScale: Double
  let outputZeroPoint: Int

  /// Half a unit, and what FP32 may have rounded wrongly next to it.
  static let half = 0.5 + 0x1p-12

  /// The largest uncertainty with which a scale counts as known: then a table is nearly a straight line.
  static let allowedUncertainty = 1.0 / 16

  /// - Parameters:
  ///   - outputScale: the only one to consider; nil if any will do.
  /// - Returns: nil if an entry fits no scales that the others fit, or if scales are not pinned down.
  init?(
    _ table: [Int8], as function: TableFunction, inputZeroPoint: Int,
    outputScale: Double? = nil
  ) {
    guard table.count == 256,
      let bounds = EntryBounds(table, of: function, inputZeroPoint: inputZeroPoint)
    else { return nil }
    let given = outputScale.map { (low: $0, high: $0) } ?? (low: 0, high: .infinity)
    let search = ScaleSearch { bounds.outputScales(atInputScale: $0, within: given, leaving: $1) }
    guard let interval = search.interval else { return nil }
    let middle = (interval.lowerBound * interval.upperBound).squareRoot()
    let scales = bounds.outputScales(atInputScale: middle)
    self.function = function
    inputScale = middle
    uncertainty = interval.upperBound / interval.lowerBound - 1
    self.outputScale = outputScale ?? (scales.low * scales.high).squareRoot()
    outputZeroPoint = bounds.outputZeroPoint
    guard uncertainty <= Self.allowedUncertainty, self.outputScale > 0,
      self.outputScale.isFinite
    else { return nil }
  }
}

/// What each entry of a table says about the magnitude of the function, in units of the output scale.
private struct EntryBounds {
  let outputZeroPoint: Int
  private let function: TableFunction
  private let inputZeroPoint: Int
  /// 0 where an entry says nothing, at most infinite.
  private var low = [Double](repeating: 0, count: 256)
  private var high = [Double](repeating: .infinity, count: 256)

  /// - Returns: nil if an entry has another sign than the function.
  init?(_ table: [Int8], of function: TableFunction, inputZeroPoint: Int) {
    self.function = function
    self.inputZeroPoint = inputZeroPoint
    outputZeroPoint = function == .tanh ? Int(table[inputZeroPoint + 128]) : -128
    for (index, entry) in table.enumerated() {
      let isNegative = function == .tanh && index - 128 < inputZeroPoint
      let steps = (Int(entry) - outputZeroPoint) * (isNegative ? -1 : 1)
      guard steps >= 0 else { return nil }
      low[index] = max(0, Double(steps) - TableFit.half)
      // The exponential ends at 1, which a quantizer has seen in every row: it is not saturated there.
      let isWhole = function == .exponential && index - 128 == inputZeroPoint
      let isSaturated = entry == (isNegative ? Int8.min : Int8.max) && !isWhole
      if !isSaturated { high[index] = Double(steps) + TableFit.half }
    }
  }

  /// The output scales that every entry allows; none if `high` is below `low`.
  ///
  /// - Parameters:
  ///   - range: the scales to consider.
  ///   - ratio: what `high` to `low` must be to be of interest: if it is less, some entries are not asked.
  func outputScales(
    atInputScale inputScale: Double,
    within range: (low: Double, high: Double) = (low: 0, high: .infinity), leaving ratio: Double = 0
  ) -> (low: Double, high: Double) {
    var scales = range
    for step in low.indices {
      // Far from one another, so that the few that tell most come early.
      let index = step &* 37 & 255
      let value = function(inputScale * Double(index - 128 - inputZeroPoint)).magnitude
      scales.low = max(scales.low, value / high[index])
      if low[index] > 0 { scales.high = min(scales.high, value / low[index]) }
      if scales.high < scales.low * ratio { break }
    }
    return scales
  }
}

/// Looks for the input scales that leave output scales.
private struct ScaleSearch {
  /// The output scales that are left, from low to high, if their ratio is at least the second number.
  let scales: (Double, Double) -> (low: Double, high: Double)

  /// The input scales that leave any; nil if none does.
  var interval: ClosedRange<Double>? {
    // Octaves from a range of 2^-6 to one of 2^10, in eighths: the gap grows towards the solution.
    let grid = stride(from: -14.0, through: 2, by: 0.125).map { Elementary.exp($0 * Self.octave) }
    var (nearest, largest) = (0.0, Self.leastGap)
    for point in grid {
      let gap = gap(point, ifAbove: largest)
      if gap > largest { (nearest, largest) = (point, gap) }
    }
    guard nearest > 0 else { return nil }
    let eighth = Elementary.exp(Self.octave / 8)
    var (low, high) = (nearest / eighth, nearest * eighth)
    for _ in 0..<60 {
      let step = (high - low) / 3
      if gap(low + step) < gap(high - step) { low += step } else { high -= step }
    }
    let best = (low + high) / 2
    guard gap(best) >= 1 else { return nil }
    return edge(from: best, to: best / eighth)...edge(from: best, to: best * eighth)
  }

  private static let octave = 0.693147180559945309
  /// Half an eighth of an octave from a solution, an entry that says anything is within e^6 of the largest:
  /// its value is off by 1.3 at most.
  private static let leastGap = 0.25

  /// How far the highest output scale is above the lowest, as a ratio; below 1 there is none.
  ///
  /// - Parameter floor: if it is less than this, any such number.
  private func gap(_ inputScale: Double, ifAbove floor: Double = 0) -> Double {
    let (low, high) = scales(inputScale, floor)
    return low > 0 ? high / low : 0
  }

  /// The last input scale on the way from a possible one that is possible too.
  private func edge(from inside: Double, to outside: Double) -> Double {
    var (inside, outside) = (inside, outside)
    for _ in 0..<50 {
      let middle = (inside + outside) / 2
      if gap(middle, ifAbove: 1) >= 1 { inside = middle } else { outside = middle }
    }
    return inside
  }
}

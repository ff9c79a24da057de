import Graph

/// What a RESCALE does to each number, followed step by step to see which way it is rounded.
struct RescalePath {
  private let multipliers: [Int64]
  private let shifts: [Int64]
  private let inputZero: Int64
  private let outputZero: Int64
  private let inputMask: Int64?
  private let outputRange: ClosedRange<Int64>
  private let isDouble: Bool

  /// - Returns: nil where an operand is no constant.
  init?(_ rescale: Rescale, _ op: Operator, in graph: ValidatedGraph) {
    guard let multipliers = graph.constant(op.inputs[1])?.integerValues,
      let shifts = graph.constant(op.inputs[2])?.integerValues,
      let inputZero = graph.constant(op.inputs[3])?.integerValues?.first,
      let outputZero = graph.constant(op.inputs[4])?.integerValues?.first,
      let range = graph.main[op.outputs[0]].type.dtype.integerRange
    else { return nil }
    self.multipliers = multipliers
    self.shifts = shifts
    let width = graph.main[op.inputs[0]].type.dtype.hostSize * 8
    let mask: Int64? = rescale.inputUnsigned ? (1 << width) - 1 : nil
    inputMask = mask
    self.inputZero = mask.map { inputZero & $0 } ?? inputZero
    let span = range.upperBound - range.lowerBound
    self.outputZero = rescale.outputUnsigned ? outputZero & span : outputZero
    outputRange =
      rescale.outputUnsigned ? 0...span : Int64(range.lowerBound)...Int64(range.upperBound)
    isDouble = rescale.roundingMode == .double
  }

  /// What becomes of `input`, whose last axis has the channels.
  func events(from input: [Int64]) -> RunEvents {
    var events: RunEvents = []
    var channel = 0
    for bits in input {
      let number = (inputMask.map { bits & $0 } ?? bits) - inputZero
      let (multiplier, shift) = (multipliers[channel], shifts[channel])
      channel = channel + 1 == multipliers.count ? 0 : channel + 1
      let product = number &* multiplier
      let half: Int64 = 1 << (shift - 1)
      if product & ((1 << shift) - 1) == half {
        events.insert(product > 0 ? .tieUp : .tieDown)
      }
      var result = (product &+ half) >> shift
      if isDouble, shift > 31 {
        events.insert(.doubleRounding)
        let first: Int64 = number >= 0 ? 1 << 30 : -(1 << 30)
        let twice = (product &+ half &+ first) >> shift
        if twice != result { events.insert(.doubleRoundingDiffers) }
        result = twice
      }
      result += outputZero
      if result > outputRange.upperBound { events.insert(.saturatesHigh) }
      if result < outputRange.lowerBound { events.insert(.saturatesLow) }
    }
    return events
  }
}

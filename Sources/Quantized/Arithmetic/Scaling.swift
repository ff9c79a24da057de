/// One multiplier and shift of a RESCALE: TOSA's `apply_scale_32` and `apply_scale_16`.
struct Scaling: Sendable, Hashable {
  let multiplier: Int64
  let shift: Int64
  /// Whether the multiplier is INT32; the operand is then checked, otherwise the result.
  let is32: Bool
  /// Whether to round twice.
  let isDouble: Bool

  /// Whether TOSA defines the result for any operand: a multiplier of 0 or more, a shift of 2 to 62.
  var isValid: Bool { multiplier >= 0 && (2...62).contains(shift) }

  /// Whether every operand in `range` is one that ``callAsFunction(_:)`` defines.
  func defines(_ range: ClosedRange<Int64>) -> Bool {
    self(range.lowerBound) != nil && self(range.upperBound) != nil
  }

  /// The scaled value, which fits INT32; nil where TOSA leaves it open.
  @inline(__always)
  func callAsFunction(_ value: Int64) -> Int64? {
    guard isValid else { return nil }
    var round: Int64 = 1 << (shift &- 1)
    if is32 {
      guard value >= -round && value < round else { return nil }
      if isDouble && shift > 31 { round &+= value >= 0 ? 1 << 30 : -(1 << 30) }
    }
    let result = (value &* multiplier &+ round) >> shift
    guard is32 || result == Int64(Int32(truncatingIfNeeded: result)) else { return nil }
    return result
  }
}

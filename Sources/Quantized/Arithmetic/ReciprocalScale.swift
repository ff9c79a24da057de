/// TOSA's `reciprocal_scale`: a multiplier and shift that divide by a positive number.
struct ReciprocalScale: Sendable, Hashable {
  let multiplier: Int64
  let shift: Int64

  init(dividingBy value: Int) {
    let k = Int64(Int.bitWidth - (value - 1).leadingZeroBitCount)
    let numerator = ((1 << 30) + 1) << k
    multiplier = Int64(numerator / value)
    shift = 30 + k
  }

  /// The quotient, rounded half up after scaling.
  @inline(__always)
  func apply(_ sum: Int64) -> Int64 {
    (sum &* multiplier &+ (1 << (shift &- 1))) >> shift
  }
}

import CVectorKernels

/// INT32 to INT8 by a multiplier and shift for each channel, rounded once, without range checks.
struct Int8Rescaling: Sendable {
  /// Channels that the numbers below are given for: the tensor's, repeated so that short rows fill
  /// a vector register.
  private let period: Int
  private let repeats: Int
  private let multipliers: [Int32]
  private let shifts: [Int32]
  private let zeroPoint: Int32

  /// One multiplier and shift for each channel; the only one, where there is one for the tensor.
  init(multipliers: [Int32], shifts: [Int32], zeroPoint: Int32) {
    let channels = multipliers.count
    repeats = channels >= 64 ? 1 : (64 + channels - 1) / channels / 8 * 8 + 8
    period = channels
    self.multipliers = (0..<repeats).flatMap { _ in multipliers }
    self.shifts = (0..<repeats).flatMap { _ in shifts }
    self.zeroPoint = zeroPoint
  }

  /// Writes `count` elements, a multiple of the number of channels.
  func run(
    _ level: VectorLevel, _ input: UnsafePointer<Int32>, to output: UnsafeMutablePointer<Int8>,
    count: Int
  ) {
    let rowLength = period * repeats
    let whole = count / rowLength
    let rest = count - whole * rowLength
    rows(level, input, output, rows: whole, channels: rowLength)
    if rest > 0 {
      let start = whole * rowLength
      rows(level, input + start, output + start, rows: 1, channels: rest)
    }
  }

  private func rows(
    _ level: VectorLevel, _ input: UnsafePointer<Int32>, _ output: UnsafeMutablePointer<Int8>,
    rows: Int, channels: Int
  ) {
    guard level == .scalar else {
      return cvk_i8_rescale(
        level.rawValue, input, output, rows, channels, multipliers, shifts, zeroPoint)
    }
    for row in 0..<rows {
      for channel in 0..<channels {
        let shift = Int64(shifts[channel])
        let product = Int64(input[row * channels + channel]) &* Int64(multipliers[channel])
        let moved = ((product &+ (1 << (shift &- 1))) >> shift) &+ Int64(zeroPoint)
        output[row * channels + channel] = Int8(truncatingIfNeeded: min(max(moved, -128), 127))
      }
    }
  }
}

/// Multipliers and shifts from real scales, as Nordic's flow derives them: everything in FP32, so
/// that a multiplier has at most 24 significant bits.
///
/// Source: read in Nordic's public scripts; equal to their own function on 3,648 channels of the
/// MLPerf Tiny models.
package enum Scaling {
  /// The shifts that the flow chooses from for INT8.
  static let shifts = 8...30

  /// The largest shift with which `scale` fits `bits` bits and the zero point fits 32.
  ///
  /// - Returns: nil if even the smallest shift is too large.
  package static func largestShift(for scale: Float, bits: Int, zeroPoint: Int) -> Int? {
    largestShift(for: scale, bits: bits, format: .int8(zeroPoint: zeroPoint))
  }

  /// The largest shift with which `scale` fits `bits` bits and its result a format.
  static func largestShift(for scale: Float, bits: Int, format: OutputFormat) -> Int? {
    var largest: Int?
    for shift in format.shifts {
      let isScaleWithin = rounded(scale, shift: shift).magnitude < powerOf2(bits)
      let isZeroPointWithin = format.zeroPoint.magnitude << UInt(shift) < 1 << 31
      guard isScaleWithin, isZeroPointWithin else { break }
      largest = shift
    }
    return largest
  }

  /// The multiplier for a scale at a shift that fits.
  package static func multiplier(for scale: Float, shift: Int) -> Int32 {
    Int32(rounded(scale, shift: shift))
  }

  /// Each channel's multiplier, and the shifts: one for all channels, or with `isShared` false the
  /// largest for each.
  ///
  /// - Throws: if a scale is too large for every shift.
  static func multipliers(
    for scales: [Float], format: OutputFormat, isShared: Bool
  ) throws(Rejection) -> (multipliers: [Int32], shifts: [Int]) {
    var shifts: [Int] = []
    for (channel, scale) in scales.enumerated() {
      guard let shift = largestShift(for: scale, bits: 31, format: format) else {
        throw Rejection("the scale of channel \(channel), \(scale), is too large for AXON")
      }
      shifts.append(shift)
    }
    if isShared, let smallest = shifts.min() {
      return (scales.map { multiplier(for: $0, shift: smallest) }, [smallest])
    }
    return (zip(scales, shifts).map { multiplier(for: $0, shift: $1) }, shifts)
  }

  private static func rounded(_ scale: Float, shift: Int) -> Float {
    (scale * powerOf2(shift)).rounded(.toNearestOrEven)
  }

  private static func powerOf2(_ exponent: Int) -> Float {
    Float(sign: .plus, exponent: exponent, significand: 1)
  }
}

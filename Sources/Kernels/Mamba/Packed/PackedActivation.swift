/// Patterns 2, 14 and 19 for a DSP core, on numbers of 16 bits from the NPU.
enum PackedActivation {
  /// The step after softplus, and its product with the scan's input.
  ///
  /// - Parameters:
  ///   - input: `channels` elements; `shift` to the left they are q11.12.
  ///   - x: the scan's input in q11.12.
  ///   - rateShift: from 23 fractional bits to those of the scan's step.
  ///   - driveShift: from 24 fractional bits to those of the scan's drive.
  static func step(
    _ input: UnsafePointer<Int16>, shift: Int32, x: UnsafePointer<Q12>, channels: Int,
    rateShift: Int32, driveShift: Int32, step: UnsafeMutablePointer<Int32>,
    drive: UnsafeMutablePointer<Int32>
  ) {
    for channel in 0..<channels {
      let value = softplus(Int32(input[channel]) &<< shift)
      step[channel] = value &>> rateShift
      let product = value.product(x[channel].raw) &>> 11
      drive[channel] = Int32(truncatingIfNeeded: product) &<< driveShift
    }
  }

  /// `log(1 + e^x)` with 23 fractional bits, for `x` in units of 2^-12; below 16.
  @inline(__always)
  static func softplus(_ x: Int32) -> Int32 {
    let magnitude = x.magnitude
    let ramp = Swift.min(Swift.max(x, 0), 0xffff) &<< 11
    guard magnitude < 10 &* 0x1000 else { return ramp }
    let index = Int(truncatingIfNeeded: magnitude &>> 7)
    let rest = Int32(truncatingIfNeeded: magnitude & 127)
    let low = Int32(Q12Tables.softplusTail[unchecked: index])
    let high = Int32(Q12Tables.softplusTail[unchecked: index &+ 1])
    return ramp &+ low &<< 7 &+ (high &- low) &* rest
  }

  /// `y silu(z)` for the NPU.
  ///
  /// - Parameters:
  ///   - y: in units of 2^-12.
  ///   - gate: `channels` elements; `shift` to the left they are q11.12.
  static func gate(
    _ y: UnsafePointer<Int32>, gate: UnsafePointer<Int16>, shift: Int32, channels: Int,
    affine: INT8Affine, sent: UnsafeMutablePointer<Int8>
  ) {
    for channel in 0..<channels {
      let factor = Q12.silu(Q12(inRange: Int32(gate[channel]) &<< shift))
      let product = y[channel].product(factor.raw) &>> 12
      sent[channel] = Int32(truncatingIfNeeded: product).quantized(by: affine)
    }
  }
}

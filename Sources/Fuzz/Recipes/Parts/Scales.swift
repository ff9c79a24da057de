import Graph

/// A multiplier and a shift of RESCALE.
struct ScaleFactor: Sendable, Hashable {
  var multiplier: Int
  var shift: Int

  /// The factor closest to `scale`, as exporters write it: a multiplier of 31 bits.
  ///
  /// - Parameter magnitude: the largest that is scaled. TOSA wants it below `2^(shift - 1)`.
  init(_ scale: Double, magnitude: Int) {
    self.init(scale, shift: scale > 0 ? 30 - Int(scale.exponent) : 62, magnitude: magnitude)
  }

  /// The factor closest to `scale` with a shift as close to `shift` as TOSA allows.
  init(_ scale: Double, shift: Int, magnitude: Int) {
    self.shift = min(max(shift, Self.bits(magnitude) + 2, 2), 62)
    let product = Double(sign: .plus, exponent: self.shift, significand: scale).rounded()
    multiplier = Int(min(max(product, 0), 0x1p31 - 1))
  }

  /// The factor closest to `scale` with a multiplier of 15 bits, whose result is below 2^30.
  init(short scale: Double, magnitude: Int) {
    shift = scale > 0 ? min(max(14 - Int(scale.exponent), 2), 62) : 62
    let product = Double(sign: .plus, exponent: shift, significand: scale).rounded()
    multiplier = Int(min(max(product, 0), 0x1p15 - 1))
    while bound(of: magnitude) >= 1 << 30 { multiplier /= 2 }
  }

  /// A factor of the given parts.
  init(multiplier: Int, shift: Int) {
    self.multiplier = multiplier
    self.shift = shift
  }

  /// The bits of a number of this magnitude.
  private static func bits(_ magnitude: Int) -> Int { Int.bitWidth - magnitude.leadingZeroBitCount }

  /// A number that no scaled value of this magnitude exceeds.
  func bound(of magnitude: Int) -> Int {
    // Magnitudes have 48 bits at most and multipliers 31, of which 48 + 15 occur together.
    let (product, overflow) = magnitude.multipliedReportingOverflow(by: multiplier)
    return overflow ? .max / 2 : (product >> shift) + 1
  }
}

extension GraphBuilder {
  /// Factors of a RESCALE, one or one a channel, that bring values of `spread` over the INT8 range.
  ///
  /// Most are ordinary. The rest are edges: exact powers of two (many ties), multipliers and shifts at
  /// their ends, dead channels, saturation.
  mutating func factors(_ count: Int, spread: Double, magnitude: Int) -> [ScaleFactor] {
    let base = 50 / max(spread, 0.25)
    let kind = dice.integer(in: 0...19)
    return (0..<count).map { _ in
      let scale = base * (0.25 + 1.75 * dice.unit())
      switch kind {
      case 0:
        let power = Double(sign: .plus, exponent: Int(base.exponent), significand: 1)
        return ScaleFactor(power, magnitude: magnitude)
      case 1 where dice.once(in: 3): return ScaleFactor(scale * 0x1p-28, magnitude: magnitude)
      case 2 where dice.once(in: 4):
        return ScaleFactor(multiplier: dice.once(in: 2) ? Int(Int32.max) : 0, shift: 62)
      case 3 where dice.once(in: 4):
        return ScaleFactor(scale, shift: dice.once(in: 2) ? 2 : 62, magnitude: magnitude)
      case 4: return ScaleFactor(scale * 16, magnitude: magnitude)
      case 5:
        let bits = dice.integer(in: 1...31)
        return ScaleFactor(scale, shift: bits - 1 - Int(scale.exponent), magnitude: magnitude)
      default: return ScaleFactor(scale, magnitude: magnitude)
      }
    }
  }
}

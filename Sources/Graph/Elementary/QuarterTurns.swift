extension Elementary {
  /// An angle as quarter turns and the rest, `high + low` in -pi/4...pi/4.
  struct QuarterTurns {
    /// The number of quarter turns, modulo 4.
    var count: Int
    var high: Double
    var low: Double

    /// The parts of a finite angle, exact to 2^-108 of a turn.
    ///
    /// After Payne and Hanek: of the significand times 2/pi only the 192 bits below the weight of four
    /// quarter turns are computed, in integers; the same for small and for huge angles.
    init(_ x: Double) {
      let magnitude = abs(x)
      guard magnitude > 0x1.921f_b544_42d1_8p-1 else {
        self.init(count: 0, high: x, low: 0)
        return
      }
      let exponent = Int(magnitude.exponent) - 52
      let significand = magnitude.significandBitPattern | 1 << 52

      // The bits of 2/pi from the weight at which the product is below four.
      let position = exponent + 62
      let word = position / 64
      let shift = UInt64(position % 64)
      let bits = Elementary.twoOverPi
      func window(_ index: Int) -> UInt64 {
        shift == 0
          ? bits[word + index]
          : bits[word + index] << shift | bits[word + index + 1] >> (64 - shift)
      }

      // Their product with the significand, modulo 2^192.
      let low = significand.multipliedFullWidth(by: window(2))
      let middle = significand.multipliedFullWidth(by: window(1))
      let (second, carry) = middle.low.addingReportingOverflow(low.high)
      let first = significand &* window(0) &+ middle.high &+ (carry ? 1 : 0)

      // Two bits of quarter turns, 190 of fraction; above a half count one more and go back.
      var upper = first << 2 | second >> 62
      var lower = second << 2 | low.low >> 62
      var count = Int(first >> 62)
      let goesBack = upper >> 63 == 1
      if goesBack {
        count += 1
        upper = ~upper
        lower = ~lower
      }
      // No double is within 2^-62 of a quarter turn, so `upper` is not zero, and 64 bits remain.
      let mask: UInt64 = upper.leadingZeroBitCount >= 11 ? 0 : 0x7ff
      let rest = Double(upper & mask) * 0x1p-64 + Double(lower) * 0x1p-128
      let turns = Elementary.exactSum(Double(upper & ~mask) * 0x1p-64, rest)

      // Times pi/2, and the sign.
      let (product, error) = Elementary.exactProduct(turns.high, 0x1.921f_b544_42d1_8p0)
      let small =
        error + (turns.high * 0x1.1a62_6331_45c0_7p-54 + turns.low * 0x1.921f_b544_42d1_8p0)
      let sum = product + small
      let sign: Double = (x < 0) != goesBack ? -1 : 1
      self.init(
        count: (x < 0 ? -count : count) & 3, high: sum * sign,
        low: (small - (sum - product)) * sign)
    }

    private init(count: Int, high: Double, low: Double) {
      self.count = count
      self.high = high
      self.low = low
    }
  }

  /// 64 zeros, then the first 1216 bits of 2/pi.
  private static let twoOverPi: [UInt64] = [
    0,
    0xa2f9_836e_4e44_1529, 0xfc27_57d1_f534_ddc0, 0xdb62_9599_3c43_9041, 0xfe51_63ab_debb_c561,
    0xb724_6e3a_424d_d2e0, 0x0649_2eea_09d1_921c, 0xfe1d_eb1c_b129_a73e, 0xe882_35f5_2ebb_4484,
    0xe99c_7026_b45f_7e41, 0x3991_d639_8353_39f4, 0x9c84_5f8b_bdf9_283b, 0x1ff8_97ff_de05_980f,
    0xef2f_118b_5a0a_6d1f, 0x6d36_7ecf_27cb_09b7, 0x4f46_3f66_9e5f_ea2d, 0x7527_bac7_ebe5_f17b,
    0x3d07_39f7_8a52_92ea, 0x6bfb_5fb1_1f8d_5d08, 0x5603_3046_fc7b_6bab,
  ]
}

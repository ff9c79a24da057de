import Kernels
import Testing

/// Against the definition in 128-bit integers: `round-half-even((acc * m + zp * 2^s) / 2^s)`, clamped.
@Suite struct AxonRequantizerTests {
  static func expected(
    _ accumulator: Int64, _ multiplier: Int32, _ shift: Int, _ zeroPoint: Int32
  ) -> Int32 {
    let value = Int128(accumulator) * Int128(multiplier) + Int128(zeroPoint) << Int128(shift)
    let unit = Int128(1) << Int128(shift)
    var floor = value >> Int128(shift)
    let twice = (value - floor * unit) * 2
    if twice > unit || (twice == unit && floor & 1 == 1) { floor += 1 }
    return Int32(min(max(floor, -128), 127))
  }

  static func requantizer(_ multiplier: Int32, _ shift: Int, _ zeroPoint: Int32) -> AxonRequantizer
  {
    AxonRequantizer(
      negative: multiplier, positive: multiplier, shift: shift, zeroPoint: zeroPoint,
      range: -128...127)
  }

  @Test(arguments: 0...32)
  func `every result near a tie is rounded to the even output`(shift: Int) {
    for zeroPoint: Int32 in [-128, -3, 0, 5, 127] {
      for output in -130...130 {
        for offset: Int64 in -1...1 {
          let half: Int64 = shift > 0 ? 1 << Int64(shift - 1) : 0
          let accumulator = Int64(output) << Int64(shift) + half + offset
          let requantizer = Self.requantizer(1, shift, zeroPoint)
          let expected = Self.expected(accumulator, 1, shift, zeroPoint)
          #expect(requantizer(wide: accumulator) == expected)
          if let narrow = Int32(exactly: accumulator) {
            #expect(requantizer(narrow) == expected)
          }
        }
      }
    }
  }

  @Test(arguments: [Int32.min, -3, 0, 1, 0x5555_5555, Int32.max])
  func `both widths equal the definition at the ends of every type`(multiplier: Int32) {
    let ends: [Int64] = [
      .min, .min + 1, -0x1_0000_0001, -0x1_0000_0000, Int64(Int32.min) - 1, Int64(Int32.min), -1,
      0, 1, Int64(Int32.max), 0xffff_ffff, 0x1_0000_0000, 0x1234_5678_9abc, .max,
    ]
    for shift in 0...32 {
      for accumulator in ends {
        let expected = Self.expected(accumulator, multiplier, shift, -7)
        let requantizer = Self.requantizer(multiplier, shift, -7)
        #expect(requantizer(wide: accumulator) == expected)
        if let narrow = Int32(exactly: accumulator) {
          #expect(requantizer(narrow) == expected)
        }
      }
    }
  }

  @Test func `negative accumulators take the other multiplier`() {
    let leaky = AxonRequantizer(
      negative: 1, positive: 4, shift: 2, zeroPoint: 10, range: -128...127)
    #expect(leaky(-40) == 0)
    #expect(leaky(40) == 50)
    #expect(leaky(wide: -40) == 0)
    #expect(leaky(wide: 40) == 50)
  }

  @Test func `before softmax the product saturates, then is rounded`() {
    func stage(_ accumulator: Int64, _ multiplier: Int32, _ shift: Int) -> Int32 {
      AxonOutput.prepareSoftmax(wide: accumulator, multiplier: multiplier, shift: shift)
    }
    #expect(stage(3, 1, 1) == 2)
    #expect(stage(5, 1, 1) == 2)
    #expect(stage(-3, 1, 1) == -2)
    #expect(stage(1 << 40, 1 << 30, 8) == 1 << 23)
    #expect(stage(-1 << 40, 1 << 30, 8) == -1 << 23)
  }
}

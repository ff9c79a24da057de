import Graph
import Kernels
import Testing

/// Numbers whose bits no operation would produce, and the ends of the range.
let extremeQ12: [Q12] =
  [Int32.min, .min + 1, -0x80_0001, 0x80_0000, .max - 12288, .max].map {
    unsafeBitCast($0, to: Q12.self)
  }
  + [-0x80_0000, -0x7f_ffff, -40960, -12288, -1, 0, 1, 12288, 31232, 40960, 53248, 0x7f_ffff].map {
    Q12(raw: Int32($0))
  }

@Suite struct Q12Tests {
  /// A value of units of 2^-24, rounded to units of 2^-12 with ties up, saturated.
  func rounded(_ value: Int128) -> Int32 {
    Int32(min(max((value + 2048) >> 12, -0x80_0000), 0x7f_ffff))
  }

  @Test func `sums and products equal the definition in 128 bits`() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<100_000 {
      let a = Q12.random(&random)
      let b = Q12.random(&random)
      let c = Q12.random(&random)
      let (x, y, z) = (Int128(a.raw), Int128(b.raw), Int128(c.raw))
      #expect((a * b).raw == rounded(x * y))
      #expect((a + b).raw == rounded((x + y) << 12))
      #expect((a - b).raw == rounded((x - y) << 12))
      #expect(Q12.multiplyAdd(a, b, c).raw == rounded(x * y + z << 12))
    }
  }

  @Test(arguments: extremeQ12, extremeQ12)
  func `no input traps`(_ a: Q12, _ b: Q12) {
    let results = [
      a + b, a - b, a * b, .multiplyAdd(a, b, a), .exp(a), .sigmoid(a), .tanh(a), .silu(a),
      .softplus(a), .hardSigmoid(a), .hardSwish(a), .reciprocal(a), .rsqrt(a), Q12(a.float),
    ]
    // An operation on a number of the range gives a number of the range.
    if abs(Int64(a.raw)) < 0x80_0000, abs(Int64(b.raw)) < 0x80_0000 {
      #expect(results.allSatisfy { $0.raw >= Q12.min.raw && $0.raw <= Q12.max.raw })
    }
  }

  @Test func `floats round to nearest, ties to even`() {
    let unit: Float = 1 / 4096
    #expect(Q12(0.5 * unit).raw == 0)
    #expect(Q12(1.5 * unit).raw == 2)
    #expect(Q12(-0.5 * unit).raw == 0)
    #expect(Q12(-1.5 * unit).raw == -2)
    #expect(Q12(Float(0.5).nextDown * unit).raw == 0)
    #expect(Q12(Float.nan) == .zero)
    #expect(Q12(Float.infinity) == .max)
    #expect(Q12(-Float.infinity) == .min)
    #expect(Q12(-2048) == .min)
    #expect(Q12(2048) == .max)
    #expect(Q12(Float.leastNonzeroMagnitude) == .zero)
  }

  @Test func `every number survives the way through a float`() {
    var changed = 0
    for raw: Int32 in -0x80_0000...0x7f_ffff where Q12(Q12(raw: raw).float).raw != raw {
      changed += 1
    }
    #expect(changed == 0)
  }
}

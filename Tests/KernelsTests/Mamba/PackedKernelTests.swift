import Graph
import Testing

@testable import Kernels

/// Rung 6's kernels against double precision.
@Suite struct PackedKernelTests {
  /// `A` is kept in units of `64 log(65/64)`.
  static let rateUnit = 64 * Elementary.log(65.0 / 64)

  /// Pairs of 16-bit numbers in words.
  func packed(_ values: [Int]) -> [Int32] {
    stride(from: 0, to: values.count, by: 2).map {
      Int32(truncatingIfNeeded: values[$0] & 0xffff | values[$0 + 1] << 16)
    }
  }

  @Test func `a decay is a power of 65/64`() {
    var largest = 0.0
    for t in stride(from: Int32(0), to: -0x10_0000, by: -37) {
      let exact = Elementary.exp(Double(t) / 65536 * Self.rateUnit)
      largest = max(largest, abs(Double(PackedScan.decay(t)) / 0x1p31 - exact))
    }
    #expect(largest <= 6.2e-5)
    #expect(PackedScan.decay(.min) == PackedScan.decay(-0x10_0000))
  }

  @Test func `a channel's states follow the recurrence`() {
    var random = SplitMix64(seed: 61)
    let rates = (0..<16).map { -($0 + 1) * 1024 }
    var state = [Int32](repeating: 0, count: 16)
    var exact = [Double](repeating: 0, count: 16)
    for _ in 0..<200 {
      let (step, x) = (random.unit() * 0.5, random.unit() * 4 - 2)
      let b = (0..<16).map { _ in random.integer(in: -16000...16000) }
      let c = (0..<16).map { _ in random.integer(in: -16000...16000) }
      let (pairsB, pairsC) = (packed(b), packed(c))
      let sum = PackedScan.channel(
        step: Int32(step * 0x1p22), drive: Int32(step * x * 0x1p24), rates: packed(rates),
        selection: (0..<8).flatMap { [pairsB[$0], pairsC[$0]] }, pairs: 8, state: &state)
      var expected = 0.0
      for index in 0..<16 {
        let rate = Double(rates[index]) / 1024 * Self.rateUnit
        exact[index] =
          Elementary.exp(step * rate) * exact[index] + step * x * Double(b[index]) / 4096
        expected += exact[index] * Double(c[index]) / 4096
        #expect(abs(Double(state[index]) / 0x1p20 - exact[index]) <= 5e-4)
      }
      #expect(abs(Double(sum) / 0x1p16 - expected) <= 0.02)
    }
  }

  @Test(arguments: 0..<4)
  func `the register's phase does not change the convolution`(phase: Int) {
    let taps = [1000, -2000, 3000, 4000]
    let history = [100, -200, 300]
    let newest = -4000
    var register = [Int](repeating: 0, count: 4)
    for age in 0..<3 { register[(phase + 1 + age) & 3] = history[age] }
    var words = packed(register)
    let rotated = (0..<4).map { taps[($0 + 3 - phase) & 3] }
    let output = Row<Q12>(1)
    var sent: [Int8] = [0]
    let affine = INT8Affine(
      scale: 1, inverse: 1, zeroPoint: 0, multiplier: 1 << 20, shift: 0, factor: 1, factorShift: 0)
    PackedConv.apply(
      [Int16(newest)], register: &words, phase: phase, taps: packed(rotated), bias: [8192],
      channels: 1, shift: 10, affine: affine, to: output.pointer, sent: &sent)
    let sum = 8192 + 100 * 1000 + 200 * 2000 + 300 * 3000 - 4000 * 4000
    #expect(output.elements == [Q12.silu(Q12(raw: Int32(sum >> 10)))])
    register[phase] = newest
    #expect(words == packed(register))
  }

  @Test func `softplus keeps 23 fractional bits`() {
    for x in stride(from: Int32(-0x1_0000), through: 0xffff, by: 13) {
      let exact =
        Elementary.log1p(Elementary.exp(-abs(Double(x) / 4096))) + max(Double(x) / 4096, 0)
      #expect(abs(Double(PackedActivation.softplus(x)) / 0x1p23 - exact) <= 1.3e-4)
    }
  }

  @Test func `the norm of a row is quantized as one`() {
    var random = SplitMix64(seed: 62)
    for deviation in [0.02, 0.3, 9] {
      let row = Row<Q12>(88, in: -deviation...deviation, &random)
      let weights = (0..<88).map { _ in random.unit() + 0.5 }
      let squares = row.elements.reduce(Int64(0)) { $0 + Int64($1.raw) * Int64($1.raw) }
      var sent = [Int8](repeating: 0, count: 88)
      PackedNorm.quantize(
        row.pointer, squares: squares, factors: weights.map { Int32($0 / 0.02 * 4096) },
        count: 88, zeroPoint: 3, to: &sent)
      let mean = row.doubles.reduce(0) { $0 + $1 * $1 } / 88 + 168 * 0x1p-24
      for index in 0..<88 {
        let exact = row[index] / mean.squareRoot() * weights[index]
        #expect(PTQuantizeTests.distance(sent[index], exact, 0.02, 3) <= 0.53)
      }
    }
  }
}

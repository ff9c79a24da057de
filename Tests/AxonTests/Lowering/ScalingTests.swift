import Testing

@testable import Axon

/// Multipliers and shifts as the flow derives them, worked out by hand.
@Suite struct ScalingTests {
  /// `|zp| * 2^s` must stay below 2^31: 23 for 128, 24 for 65 to 127, 30 (the largest) for 0 and 1.
  @Test(arguments: [(-128, 23), (127, 24), (65, 24), (64, 24), (63, 25), (2, 29), (1, 30), (0, 30)])
  func `the zero point limits the shift`(zeroPoint: Int, shift: Int) {
    #expect(Scaling.largestShift(for: 0.001, bits: 31, zeroPoint: zeroPoint) == shift)
  }

  @Test(arguments: [
    (1.0, 31, 30), (0.999, 15, 15), (1.0, 15, 14), (-1.0, 15, 14), (2.0, 31, 29), (127.0, 15, 8),
  ])
  func `the multiplier's bits limit the shift`(scale: Double, bits: Int, shift: Int) {
    #expect(Scaling.largestShift(for: Float(scale), bits: bits, zeroPoint: 0) == shift)
  }

  @Test func `a scale that no shift fits is refused`() {
    #expect(Scaling.largestShift(for: 128, bits: 15, zeroPoint: 0) == nil)
    #expect(throws: Rejection.self) {
      try Scaling.multipliers(for: [0.1, 0x1p24], format: .int8(zeroPoint: 0), isShared: true)
    }
  }

  @Test func `convolutions share the smallest shift, linears keep their own`() throws {
    let scales: [Float] = [0.75, 3, 0.25]
    let shared = try Scaling.multipliers(for: scales, format: .int8(zeroPoint: 0), isShared: true)
    #expect(shared.shifts == [29])
    #expect(shared.multipliers == [402_653_184, 1_610_612_736, 134_217_728])
    let own = try Scaling.multipliers(for: scales, format: .int8(zeroPoint: 0), isShared: false)
    #expect(own.shifts == [30, 29, 30])
    #expect(own.multipliers == [805_306_368, 1_610_612_736, 268_435_456])
  }

  /// With a zero point of -128 the shift is 23: scales below 2^-24 are lost.
  @Test func `a small scale dies`() {
    #expect(Scaling.multiplier(for: 0x1p-24, shift: 23) == 0)
    #expect(Scaling.multiplier(for: 0x1.8p-24, shift: 23) == 1)
  }
}

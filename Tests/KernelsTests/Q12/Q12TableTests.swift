import Graph
import Testing

@testable import Kernels

/// The committed tables against their formulas.
@Suite struct Q12TableTests {
  /// The formula in units of the table, rounded.
  func scaled(_ value: Double, _ bits: Int) -> UInt32 {
    UInt32((value * Double(1 << bits) + 0.5).rounded(.down))
  }

  @Test func `the tail of the sigmoid`() {
    for index in 0...320 {
      let value = scaled(Elementary.sigmoid(-Double(index) / 32), 17)
      #expect(UInt32(Q12Tables.sigmoidTail[index]) == min(value, 65535))
    }
  }

  @Test func `the tail of SiLU`() {
    for index in 0...416 {
      let t = Double(index) / 32
      #expect(UInt32(Q12Tables.siluTail[index]) == scaled(t * Elementary.sigmoid(-t), 17))
    }
  }

  @Test func `the tail of softplus`() {
    for index in 0...320 {
      let value = Elementary.log1p(Elementary.exp(-Double(index) / 32))
      #expect(UInt32(Q12Tables.softplusTail[index]) == scaled(value, 16))
    }
  }

  @Test func `powers of two`() {
    for index in 0..<64 {
      #expect(Q12Tables.powerOfTwo[index] == scaled(Elementary.pow(2, Double(index) / 64), 31))
    }
  }

  @Test func `the decay in steps of 1/32 and of 1/4096`() {
    for index in 0..<290 {
      let value = scaled(Elementary.exp(-Double(index) / 32), 15)
      #expect(UInt32(Q12Tables.decay[index + 128]) == value)
    }
    for index in 0..<128 {
      let value = scaled(Elementary.exp(-Double(index) / 4096), 16)
      #expect(UInt32(Q12Tables.decay[index]) == min(value, 65535))
    }
  }

  @Test func `the decay in factors of 64/65`() {
    for index in 0...1024 {
      let value = Elementary.pow(64.0 / 65, Double(1024 - index)) * 32767 / 32768
      #expect(UInt32(Q12Tables.decaySteps[index]) == scaled(value, 15))
    }
  }

  @Test func `seeds of the reciprocal root`() {
    for index in 0..<96 {
      let value = 1 / ((Double(index) + 32.5) / 32).squareRoot()
      #expect(UInt32(Q12Tables.rsqrtSeed[index]) == scaled(value, 15))
    }
  }
}

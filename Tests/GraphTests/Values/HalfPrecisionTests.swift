import Graph
import Testing

/// IEEE 754 binary16 and bfloat16 against the compiler's own `Float16`, over every bit pattern.
@Suite struct HalfPrecisionTests {
  #if !(os(macOS) && arch(x86_64))
    @Test func everyFP16ConvertsAsTheCompilersDoes() {
      for bits in UInt16.min...UInt16.max {
        let expected = Float(Float16(bitPattern: bits))
        let value = HalfPrecision.float(fromFP16: bits)
        guard value == expected || (value.isNaN && expected.isNaN) else {
          Issue.record("\(bits): \(value), expected \(expected)")
          return
        }
        if !value.isNaN, HalfPrecision.fp16(value) != bits {
          Issue.record("\(bits) came back as \(HalfPrecision.fp16(value))")
          return
        }
      }
    }

    @Test func roundsToFP16AsTheCompilerDoes() {
      var generator = SplitMix64(seed: 16)
      for _ in 0..<200_000 {
        let value = Float(bitPattern: UInt32(truncatingIfNeeded: generator.next()))
        guard !value.isNaN else { continue }
        if HalfPrecision.fp16(value) != Float16(value).bitPattern {
          Issue.record("\(value) became \(HalfPrecision.fp16(value))")
          return
        }
      }
    }
  #endif

  @Test(arguments: [
    // Ties go to the even neighbour: 1 + 2^-8 lies between 1 and 1 + 2^-7.
    (Float(1) + 0x1p-8, UInt16(0x3f80)), (Float(1) + 0x1.8p-7, UInt16(0x3f82)),
    (Float.greatestFiniteMagnitude, UInt16(0x7f80)),
    (Float(sign: .minus, exponentBitPattern: 0, significandBitPattern: 0), UInt16(0x8000)),
  ])
  func roundsToBF16(value: Float, bits: UInt16) {
    #expect(HalfPrecision.bf16(value) == bits)
  }

  @Test func bf16KeepsItsOwnValues() {
    for bits in stride(from: UInt16(0), to: 0x7f80, by: 7) {
      let value = HalfPrecision.float(fromBF16: bits)
      if HalfPrecision.bf16(value) != bits { Issue.record("\(bits) changed") }
    }
  }
}

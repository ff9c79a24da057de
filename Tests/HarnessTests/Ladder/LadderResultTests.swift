import Graph
import Harness
import Testing

/// Judging ladders; figures from the published table and the facts of the headline model.
@Suite struct LadderResultTests {
  /// Instructions in millions a token of V96 d88 L3, as measured on independent C kernels.
  private static let millions: [LadderRung: Double] = [
    .portable: 31.6, .delegated: 21.8, .fused: 0.92, .fixedPoint: 0.67, .resident: 0.44,
    .ours: 0.29,
  ]

  private static func measurements(
    _ change: (inout RungMeasurement) -> Void = { _ in }
  ) -> [RungMeasurement] {
    LadderRung.allCases.map { rung in
      var measurement = RungMeasurement(
        rung: rung, instructions: (millions[rung] ?? 0) * 1e6, breakdown: [], source: "facts",
        npuTicks: rung == .portable ? 0 : 50_700, npuCalls: rung == .portable ? 0 : 13,
        memory: RungMeasurement.Memory(state: 40_000, scratch: 10_000, weights: 250_000),
        numerics: numerics(bits: 2))
      change(&measurement)
      return measurement
    }
  }

  private static func numerics(bits: Double) -> RungMeasurement.Numerics {
    RungMeasurement.Numerics(
      characters: 512, bitsPerCharacter: bits, topOneAgreement: 1, worstLogitError: 0,
      worstRelativeError: 0, meanLogitError: 0, logitDigest: "")
  }

  private static func result(
    _ measurements: [RungMeasurement], reference: LadderResult? = nil
  ) -> LadderResult {
    LadderResult(
      configuration: "v96_d88_l3", isHeadline: true, measurements: measurements,
      fp32BitsPerCharacter: 2, reference: reference)
  }

  /// The times that the facts give: 1,077, 51.0 and 38.7 ms, with K = 6.28 and 53,600 cycles a call.
  @Test func `calibration on rungs 1 and 5 gives the known times of the others`() throws {
    let result = Self.result(Self.measurements())
    let calibration = try #require(result.calibration)
    #expect((calibration.cyclesPerInstruction - 6.28).magnitude < 0.01)
    #expect((calibration.cyclesPerCall - 53_600).magnitude < 2_000)
    let times = result.rungs.compactMap(\.calibratedMilliseconds)
    for (time, known) in zip(times, [1550, 1077, 51.0, 38.7, 27.6]) {
      #expect((time / known - 1).magnitude < 0.01)
    }
    #expect(result.isPassed)
  }

  @Test func `the weights of rung 1 are in flash`() {
    let result = Self.result(
      Self.measurements { if $0.rung == .portable { $0.memory.weights = 768_080 } })
    #expect(result.isPassed)
  }

  @Test func `an NPU call never costs less than nothing`() throws {
    let slow = Self.measurements { if $0.rung == .resident { $0.instructions = 900_000 } }
    #expect(Self.result(slow).calibration?.cyclesPerCall == 0)
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var rung: LadderRung
    var change: @Sendable (inout RungMeasurement) -> Void
  }

  @Test(arguments: [
    Fault(testDescription: "far from published", rung: .fused) { $0.instructions *= 1.5 },
    Fault(testDescription: "slower than the rung before", rung: .ours) {
      $0.instructions = 600_000
    },
    Fault(testDescription: "more instructions than ours may take", rung: .ours) {
      $0.instructions = 300_001
    },
    Fault(testDescription: "fp32 logits that are not PyTorch's", rung: .portable) {
      $0.numerics.worstRelativeError = 1.1e-4
    },
    Fault(testDescription: "too short a text", rung: .fused) { $0.numerics.characters = 511 },
    Fault(testDescription: "worse bits per character", rung: .resident) {
      $0.numerics.bitsPerCharacter = 2.05
    },
    Fault(testDescription: "bits per character not a number", rung: .ours) {
      $0.numerics.bitsPerCharacter = .nan
    },
    Fault(testDescription: "more memory than there is", rung: .delegated) {
      $0.memory.weights = 500_000
    },
    Fault(testDescription: "more memory than there is, without weights", rung: .portable) {
      $0.memory = RungMeasurement.Memory(state: 40_000, scratch: 500_000, weights: 0)
    },
  ])
  func `what is wrong is told of its rung alone`(fault: Fault) {
    let faulty = Self.measurements { if $0.rung == fault.rung { fault.change(&$0) } }
    let result = Self.result(faulty)
    #expect(result.rungs.filter { !$0.failures.isEmpty }.map(\.measurement.rung) == [fault.rung])
    #expect(!result.isPassed)
  }

  /// Just within the tolerance of 2 % of cost, and just beyond it; no tolerance of bits per character.
  @Test(arguments: [
    Fault(testDescription: "instructions", rung: .ours) { $0.instructions *= 1.021 },
    Fault(testDescription: "NPU ticks", rung: .fused) { $0.npuTicks *= 1.021 },
    Fault(testDescription: "NPU calls", rung: .fixedPoint) { $0.npuCalls = 14 },
    Fault(testDescription: "bits per character", rung: .fused) {
      $0.numerics.bitsPerCharacter += 1e-6
    },
  ])
  func `a rung that falls behind the reference fails`(fault: Fault) {
    let reference = Self.result(Self.measurements())
    let worse = Self.measurements { if $0.rung == fault.rung { fault.change(&$0) } }
    let failed = Self.result(worse, reference: reference).rungs.filter { !$0.failures.isEmpty }
    #expect(failed.map(\.measurement.rung) == [fault.rung])
    #expect(failed.allSatisfy { $0.failures.count == 1 && $0.failures[0].contains("reference") })
    #expect(Self.result(worse).isPassed)
  }

  @Test func `a rung within 2 % of the reference passes, and says what it was held against`() {
    let reference = Self.result(Self.measurements())
    let slower = Self.measurements { if $0.rung == .ours { $0.instructions *= 1.019 } }
    let result = Self.result(slower, reference: reference)
    #expect(result.isPassed)
    #expect(result.rungs.last?.referenceInstructions == 290_000)
    #expect(
      result.cases.last?.properties.contains(Property("reference instructions", "290000")) == true)
    #expect(
      Self.result(slower).cases[0].properties
        .contains(Property("reference instructions", "none to compare with")))
  }

  /// By hand: (5.99 M x 6.277 + 50,700 + 13 x 53,600) / 128,000 is 300 ms, a bit more than 70 % short.
  @Test func `linear-only quantization is far from the published rung 2`() throws {
    let evidence = LadderResult(
      configuration: "v96_d88_l3", isHeadline: true, measurements: Self.measurements(),
      fp32BitsPerCharacter: 2,
      linearOnly: LinearOnlyMeasurement(instructions: 5.99e6, numerics: Self.numerics(bits: 2))
    ).evidence
    #expect(evidence.map(\.unit) == ["instructions", "bits per character", "ms, calibrated"])
    let time = try #require(evidence.last)
    #expect((time.value - 299.6).magnitude < 1)
    #expect(time.remark.hasPrefix("-70."))
  }

  /// What INT8 hides of a wrong rounding: hardly another error, but other logits.
  @Test func `a rung with other arithmetic than the reference's fails`() {
    let reference = Self.result(Self.measurements())
    let other = Self.measurements {
      if $0.rung == .fixedPoint { $0.numerics.logitDigest = "0123" }
    }
    let failures = Self.result(other, reference: reference).rungs.map(\.failures)
    #expect(failures.map(\.count) == [0, 0, 0, 1, 0, 0])
    #expect(failures[3].allSatisfy { $0.hasPrefix("its arithmetic has changed") })
  }

  @Test func `a ladder with a missing rung does not pass`() {
    #expect(!Self.result(Self.measurements().dropLast()).isPassed)
  }

  /// By hand: probabilities 3/4 and 1/4, so log2(4/3) and 2 bits.
  @Test func `bits per character and agreement are counted`() throws {
    let logits: [Float] = [1.0986123, 0, 0, 1.0986123]
    let numerics = try RungMeasurement.Numerics(
      logits: logits, expected: [1.0986123, 0, 1, 0], next: [0, 0], vocabulary: 2)
    #expect((numerics.bitsPerCharacter - (0.4150375 + 2) / 2).magnitude < 1e-6)
    #expect(numerics.topOneAgreement == 0.5)
    #expect((numerics.worstLogitError - 1.0986123).magnitude < 1e-6)
    #expect((numerics.worstRelativeError - 1.0986123).magnitude < 1e-6)
  }

  @Test func `a NaN among logits is an error, not a figure`() {
    #expect(throws: InvalidInput.self) {
      try RungMeasurement.Numerics(
        logits: [.nan, 0], expected: [0, 0], next: [0], vocabulary: 2)
    }
  }
}

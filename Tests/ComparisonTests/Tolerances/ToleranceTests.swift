import Comparison
import Graph
import Testing

@Suite struct ToleranceTests {
  /// 10 elements; three differ: by -2 (the largest), 1 and 1.
  static func integers() throws -> TensorMetrics {
    let expected: [Int8] = [0, 10, 20, 30, 40, 50, 60, 14, 80, 90]
    let actual: [Int8] = [0, 11, 20, 30, 41, 50, 60, 12, 80, 90]
    return try TensorMetrics(
      actual: Tensor(actual, .int8, [1, 10]), expected: Tensor(expected, .int8, [1, 10]))
  }

  /// Equal but for one ulp of 1, for NaN on both sides, and for -0.
  static func numbers() throws -> TensorMetrics {
    let expected: [Float] = [1, 2, .nan, 0]
    let actual: [Float] = [Float(1).nextUp, 2, .nan, -0.0]
    return try TensorMetrics(
      actual: Tensor(actual, .fp32, [4]), expected: Tensor(expected, .fp32, [4]))
  }

  // Noise 4 + 1 + 1; signal 23,796; so 35.98 dB. Share 0.3. Relative: 2 / 14 = 0.142857.
  static let verdicts: [(Tolerance.Limit, isPassed: Bool, figure: Double)] = [
    (.exact, false, 3), (.maxLSB(2), true, 2), (.maxLSB(1), false, 2), (.maxShare(0.3), true, 0.3),
    (.maxShare(0.29), false, 0.3), (.ulp(1_000), false, 2), (.absolute(2), true, 2),
    (.absolute(1.99), false, 2), (.relative(0.15), true, 0), (.relative(0.14), false, 2.0 / 14),
    (.sqnr(35.9), true, 0), (.cosine(0.999), true, 0),
  ]

  @Test(arguments: verdicts) func `judges integers`(
    limit: Tolerance.Limit, isPassed: Bool, figure: Double
  ) throws {
    let judgement = Tolerance([limit], reason: "a test").judge(try Self.integers())
    #expect(judgement.isPassed == isPassed)
    #expect(judgement.brokenLimit == (isPassed ? nil : limit))
    #expect(judgement.figure == (isPassed ? nil : figure))
  }

  static let numberVerdicts: [(Tolerance.Limit, Bool)] = [
    (.exact, false), (.ulp(1), true), (.ulp(0), false), (.absolute(0x1p-23), true),
    (.absolute(0x1p-24), false), (.relative(0x1p-23), true), (.relative(0), false),
    (.maxLSB(0), true), (.cosine(1), false), (.cosine(0.999_999), true), (.sqnr(140), true),
    (.sqnr(150), false),
  ]

  @Test(arguments: numberVerdicts) func `judges FP32`(limit: Tolerance.Limit, isPassed: Bool) throws
  {
    #expect(Tolerance([limit], reason: "a test").judge(try Self.numbers()).isPassed == isPassed)
  }

  static let finiteLimits: [Tolerance.Limit] = [
    .exact, .maxLSB(.max), .ulp(.max), .absolute(.infinity), .relative(.infinity),
    .sqnr(-.infinity), .cosine(-1),
  ]

  @Test(arguments: finiteLimits) func `a NaN or infinity on one side passes no limit but a share`(
    limit: Tolerance.Limit
  ) throws {
    let expected = Tensor([1, 2] as [Float], .fp32, [2])
    for odd in [Float.nan, .infinity, -.infinity] {
      let metrics = try TensorMetrics(
        actual: Tensor([1, odd], .fp32, [2]), expected: expected)
      #expect(!Tolerance([limit], reason: "a test").judge(metrics).isPassed)
    }
  }

  @Test(arguments: [Tolerance.Limit.absolute(.nan), .relative(.nan), .sqnr(.nan), .cosine(.nan)])
  func `a limit that is no number passes nothing`(limit: Tolerance.Limit) throws {
    #expect(!Tolerance([limit], reason: "a test").judge(try Self.integers()).isPassed)
  }

  static let sentences: [([Tolerance.Limit], String)] = [
    (
      [.maxLSB(2), .maxLSB(1)],
      """
      3 of 10 elements differ, largest by 2 LSB at [0, 7]: got 12, expected 14; allowed: 1 LSB, \
      because rounding differs
      """
    ),
    ([.maxLSB(2)], "3 of 10 elements differ, largest by 2 LSB at [0, 7]: got 12, expected 14"),
    (
      [.maxShare(0.1)],
      """
      3 of 10 elements differ, largest by 2 LSB at [0, 7]: got 12, expected 14; 30 % of the \
      elements; allowed: 10 % of the elements, because rounding differs
      """
    ),
    (
      [.sqnr(40)],
      """
      3 of 10 elements differ, largest by 2 LSB at [0, 7]: got 12, expected 14; SQNR 36 dB; \
      allowed: SQNR of 40 dB at least, because rounding differs
      """
    ),
  ]

  @Test(arguments: sentences) func `says where, by how much, what was allowed and why`(
    limits: [Tolerance.Limit], sentence: String
  ) throws {
    let tolerance = Tolerance(limits, reason: "rounding differs")
    #expect(tolerance.judge(try Self.integers()).sentence == sentence)
  }

  @Test func `without a limit nothing passes`() throws {
    let equal = Tensor(zeros: TensorType(.int8, [4]))
    let metrics = try TensorMetrics(actual: equal, expected: equal)
    #expect(!Tolerance([], reason: "none").judge(metrics).isPassed)
    #expect(Tolerance.exactIntegers.judge(metrics).sentence == "all 4 elements are equal")
  }

  static let slack: [(Tolerance.Limit, Bool)] = [
    (.exact, false), (.maxLSB(7), false), (.maxLSB(8), true), (.maxShare(1), false),
    (.absolute(8), true), (.absolute(7.9), false), (.relative(1), true), (.relative(0.5), false),
    (.sqnr(15.9), true), (.sqnr(16), false),
  ]

  @Test(arguments: slack) func `a limit of four times what was seen is reported as slack`(
    limit: Tolerance.Limit, isLoose: Bool
  ) throws {
    let judgement = Tolerance([limit], reason: "a test").judge(try Self.integers())
    #expect((judgement.slack != nil) == isLoose)
  }
}

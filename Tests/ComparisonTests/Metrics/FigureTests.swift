import Comparison
import Testing

@Suite struct FigureTests {
  static let texts: [(Double, String)] = [
    (0, "0"), (-0.0, "-0"), (-7, "-7"), (0.1, "0.1"), (2_147_483_647, "2147483647"),
    (1e15, "1000000000000000"), (0x1p54, "1.8014398509481984e+16"), (-1e300, "-1e+300"),
    (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"),
    (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (.leastNonzeroMagnitude, "5e-324"),
  ]

  @Test(arguments: texts) func `all digits`(value: Double, text: String) {
    #expect(Figure.text(value) == text)
  }

  static let shortTexts: [(Double, String)] = [
    (0, "0"), (-0.0, "0"), (1, "1"), (-41.23, "-41.2"), (0.001234, "0.00123"), (0.5, "0.5"),
    (9.999, "10"), (999.6, "1000"), (123_456, "123000"), (10_200_000, "1.02e+07"),
    (0.0000999, "9.99e-05"), (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"),
    (.greatestFiniteMagnitude, "1.8e+308"), (.leastNonzeroMagnitude, "4.94e-324"),
  ]

  @Test(arguments: shortTexts) func `three digits`(value: Double, text: String) {
    #expect(Figure.short(value) == text)
  }

  @Test(arguments: [
    (0.0777399, "+7.77 %"), (-0.1996, "-19.96 %"), (0, "+0.00 %"), (-0.000001, "+0.00 %"),
    (.nan, "+nan %"),
  ])
  func `a distance in per cent`(part: Double, text: String) {
    #expect(Figure.signedPercent(part) == text)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1_000, "1,000"), (31_604_353, "31,604,353"), (-123_456, "-123,456"),
    (.min, "-9,223,372,036,854,775,808"),
  ])
  func `digits in threes`(value: Int, text: String) {
    #expect(Figure.grouped(value) == text)
  }

  @Test(arguments: [(740_369.6, "740,370"), (-0.4, "0"), (1e20, "1e+20"), (.infinity, "inf")])
  func `digits of a rounded number in threes`(value: Double, text: String) {
    #expect(Figure.grouped(value) == text)
  }
}

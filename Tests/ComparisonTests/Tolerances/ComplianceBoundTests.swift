import Comparison
import Graph
import Testing

@Suite struct ComplianceBoundTests {
  private func judge(_ values: [Float], _ precise: [Double], _ bound: [Double]) -> Judgement {
    ComplianceBound(precise: precise, bound: bound)
      .judge(Tensor(values, .fp32, [values.count]), subject: "mine")
  }

  /// Value, precise value, bound. NaN demands NaN, an infinite bound allows everything.
  static let allowed: [(Float, Double, Double)] = [
    (1, 1, 0), (1, 1.5, 0.5), (-1, -1.5, 0.5), (.nan, .nan, 0), (.infinity, .infinity, 0),
    (.infinity, 1, .infinity), (.nan, 1, .infinity), (7, .nan, .infinity), (-0.0, 0, 0),
  ]

  @Test(arguments: allowed) func `allows`(value: Float, precise: Double, bound: Double) {
    #expect(judge([value], [precise], [bound]).isPassed)
  }

  static let refused: [(Float, Double, Double)] = [
    (1, 1.5, 0.25), (1, 0, 0), (.nan, 1, 5), (1, .nan, 5), (.infinity, 1, 5), (1, .infinity, 5),
    (-.infinity, .infinity, 5), (1, 2, .nan),
  ]

  @Test(arguments: refused) func `refuses`(value: Float, precise: Double, bound: Double) {
    #expect(!judge([value], [precise], [bound]).isPassed)
  }

  @Test func `names the element that is furthest out of its own bound`() {
    #expect(
      judge([1, 3, 14, 1], [1, 1, 10, 2], [0, 0.5, 2, 1]).sentence == """
        2 of 4 elements of mine are outside TOSA's compliance bound, the worst at [1]: got 3, \
        expected 1, difference 2, allowed 0.5
        """)
  }

  @Test func `names the first NaN, whatever comes after it`() {
    let sentence = judge([1, .nan, 3, 9], [1, 1, 1, 1], [1, 1, 1, 1]).sentence
    #expect(sentence.contains("3 of 4") && sentence.contains("at [1]: got nan"))
  }

  @Test func `fails what it has no bounds for`() {
    #expect(!judge([1, 1], [1], [1]).isPassed)
    #expect(!judge([1, 1], [1, 1], [1]).isPassed)
  }
}

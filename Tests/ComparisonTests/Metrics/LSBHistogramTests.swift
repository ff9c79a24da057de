import Comparison
import Testing

@Suite struct LSBHistogramTests {
  @Test func `counts whole differences, halves away from zero, tails and what is no number`() {
    var histogram = LSBHistogram()
    let differences: [Double] = [
      0, 0, 1, -1, 0.49, 0.5, -0.5, -1.5, 8, 8.49, 8.5, -8, -9, 1e300, -1e300, .infinity,
      -.infinity, .nan,
    ]
    for difference in differences { histogram.add(difference) }
    #expect(
      histogram.description == "<-8: 3, -8: 1, -2: 1, -1: 2, 0: 3, +1: 2, +8: 2, >+8: 4")
    #expect(histogram[0] == 3)
    #expect(histogram.bins.reduce(histogram.below + histogram.above, +) == differences.count)
  }
}

import Comparison
import Foundation
import Graph
import Testing

@Suite struct TensorMetricsTests {
  @Test(arguments: MetricsGolden.all) func `equals numpy's figures`(golden: MetricsGolden) throws {
    let (actual, expected) = try golden.tensors
    let metrics = try TensorMetrics(actual: actual, expected: expected)
    let figures = golden.figures
    #expect(metrics.count == figures.count)
    #expect(metrics.differing == figures.differing)
    #expect(metrics.first?.coordinates == figures.first)
    #expect(metrics.largest?.coordinates == figures.largest)
    #expect(metrics.maxAbsolute == figures.maxAbsolute.value)
    #expect(metrics.maxRelative == figures.maxRelative.value)
    #expect(isNear(metrics.meanError, figures.meanError.value))
    #expect(isNear(metrics.rootMeanSquare, figures.rootMeanSquare.value))
    #expect(isNear(metrics.sqnr, figures.sqnr.value))
    #expect(isNear(metrics.cosine, figures.cosine.value))
    #expect(metrics.nonFiniteMismatches == figures.nonFiniteMismatches)
    #expect(metrics.channelMaxima == figures.channelMaxima.map(\.value))
    #expect(metrics.columnMaxima == figures.columnMaxima.map(\.value))
    let histogram = metrics.histogram.map { [$0.below] + $0.bins + [$0.above] }
    #expect(histogram == figures.histogram)
    if let ulp = figures.maxULP { #expect(metrics.maxULP == ulp) }
  }

  @Test func `reads every pair that numpy wrote`() {
    #expect(MetricsGolden.all.count == 13)
  }

  @Test func `all NaN are equal, whatever their bits`() throws {
    let quiet = Tensor([Float.nan, .nan], .fp32, [2])
    let other = Tensor([-Float.nan, Float(nan: 7, signaling: false)], .fp32, [2])
    let metrics = try TensorMetrics(actual: quiet, expected: other)
    #expect(quiet != other)
    #expect(metrics.differing == 0 && metrics.nonFiniteMismatches == 0)
  }

  /// numpy adds in pairs, this module in order.
  private func isNear(_ value: Double, _ expected: Double) -> Bool {
    value == expected || (value - expected).magnitude <= 1e-12 * max(expected.magnitude, 1)
  }

  @Test func `shows the first and the largest difference with both values`() throws {
    let metrics = try TensorMetrics(
      actual: Tensor([1, 3, 3, 9, -4] as [Int8], .int8, [1, 5]),
      expected: Tensor([1, 2, 3, 4, 5] as [Int8], .int8, [1, 5]))
    #expect(metrics.first?.description == "[0, 1]: got 3, expected 2")
    #expect(metrics.largest?.description == "[0, 4]: got -4, expected 5")
    #expect(metrics.histogram?.description == "<-8: 1, 0: 2, +1: 1, +5: 1")
    #expect(metrics.meanError == -0.6)
  }

  @Test func `keeps the maxima of the axis it is given`() throws {
    let expected = Tensor(zeros: TensorType(.int8, [2, 3]))
    let actual = Tensor([0, 1, 0, 4, 0, 2] as [Int8], .int8, [2, 3])
    #expect(try TensorMetrics(actual: actual, expected: expected).channelMaxima == [4, 1, 2])
    let rows = try TensorMetrics(actual: actual, expected: expected, channelAxis: 0)
    #expect(rows.channelMaxima == [1, 4])
    #expect(rows.columnMaxima == [1, 4])
  }

  @Test func `a zeroed column is seen although the cosine is high`() throws {
    // 64 x 64 ones with the last column at zero: cosine sqrt(63 / 64).
    let ones = [Float](repeating: 1, count: 4096)
    let zeroed = (0..<4096).map { $0 % 64 == 63 ? 0 : 1 as Float }
    let metrics = try TensorMetrics(
      actual: Tensor(zeroed, .fp32, [1, 64, 64, 1]), expected: Tensor(ones, .fp32, [1, 64, 64, 1]))
    #expect(metrics.cosine > 0.99)
    #expect(metrics.columnMaxima == [Double](repeating: 0, count: 63) + [1])
  }

  @Test(arguments: [Shape([0]), [0, 3], [2, 0], [0, 1 << 40, 1 << 40]])
  func `no elements make no figures`(shape: Shape) throws {
    let empty = Tensor(zeros: TensorType(.int8, shape))
    let metrics = try TensorMetrics(actual: empty, expected: empty)
    #expect(metrics.count == 0)
    #expect(metrics.differingShare == 0)
    #expect(metrics.channelMaxima.isEmpty && metrics.columnMaxima.isEmpty)
    #expect(metrics.rootMeanSquare == 0)
  }

  @Test func `zeros of another sign differ by nothing, in the figures' own words`() throws {
    let metrics = try TensorMetrics(
      actual: Tensor([-0.0] as [Float], .fp32, []), expected: Tensor([0] as [Float], .fp32, []))
    #expect(metrics.differing == 1)
    #expect(metrics.maxAbsolute == 0)
    #expect(metrics.maxULP == 0)
    #expect(metrics.largest?.description == "[]: got -0, expected 0")
  }

  @Test func `an integer zero equals both zeros`() throws {
    let integers = Tensor([0, 0] as [Int8], .int8, [2])
    let numbers = Tensor([-0.0, 0] as [Float], .fp32, [2])
    #expect(try TensorMetrics(actual: numbers, expected: integers).differing == 0)
    #expect(try TensorMetrics(actual: integers, expected: numbers).differing == 0)
  }

  @Test(arguments: [(-Float.infinity, "<-8: 1"), (.infinity, ">+8: 1"), (.nan, ">+8: 1")])
  func `infinities fall into the tail of their sign`(value: Float, histogram: String) throws {
    let metrics = try TensorMetrics(
      actual: Tensor([value], .fp32, [1]), expected: Tensor([0] as [Int8], .int8, [1]))
    #expect(metrics.histogram?.description == histogram)
    #expect(metrics.nonFiniteMismatches == 1)
  }

  @Test func `refuses tensors of different shapes and axes that are not there`() {
    let row = Tensor(zeros: TensorType(.int8, [1, 4]))
    let column = Tensor(zeros: TensorType(.int8, [4, 1]))
    #expect(throws: InvalidInput.self) { try TensorMetrics(actual: row, expected: column) }
    for axis in [-1, 2] {
      #expect(throws: InvalidInput.self) {
        try TensorMetrics(actual: row, expected: row, channelAxis: axis)
      }
    }
  }

  @Test func `survives being stored, infinities included`() throws {
    let golden = try #require(MetricsGolden.all.first { $0.name.contains("NaN") })
    let (actual, expected) = try golden.tensors
    let metrics = try TensorMetrics(actual: actual, expected: expected)
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let stored = try encoder.encode(metrics)
    #expect(try decoder.decode(TensorMetrics.self, from: stored) == metrics)
  }
}

import Axon
import Graph
import Testing

/// Layers made so that their elements differ for one known reason.
@Suite struct CauseTests {
  /// `x * scale + zeroPoint` for every INT8 value, and a bias before it is scaled: a 1x1 convolution
  /// whose weights are 1, one channel for each scale.
  private func explanation(
    scales: [Double], bias: Int32 = 0, zeroPoint: Int8, rounding: RoundingMode = .single
  ) throws -> TensorExplanation {
    var sketch = PatternSketch(seed: 1)
    let x = sketch.input([1, 16, 16, 1])
    let weights = sketch.int8(
      [Int8](repeating: 1, count: scales.count), [scales.count, 1, 1, 1])
    let operands = [
      x, weights, sketch.int32([Int32](repeating: bias, count: scales.count)), sketch.int8([0]),
      sketch.int8([0]),
    ]
    let sum = sketch.add(
      .conv2D(Conv2D(accType: .int32)), operands, .int32, [1, 16, 16, scales.count])
    let output = sketch.rescale(sum, scales, to: zeroPoint, rounding: rounding, as: .int8)
    return try explanation(of: sketch.graph(output), [Int8](.min...Int8.max))
  }

  private func explanation(
    of graph: ValidatedGraph, _ values: [Int8]
  ) throws -> TensorExplanation {
    let input = Tensor(values, .int8, graph.inputs[0].type.shape)
    let report = try TracedPair(graph, inputs: [input]).explain(scope: .all)
    return try #require(report.tensors.first)
  }

  /// Halves end in .5 for odd x: TOSA takes the next whole number, AXON the even one. They differ
  /// where the whole number below is even: x = 1 (mod 4), 64 of 256.
  @Test func `half of an odd number is a tie`() throws {
    let found = try explanation(scales: [0.5], zeroPoint: 0)
    #expect(found.explained == [.tie: 64])
    #expect(found.differing == 64)
    #expect(found.unexplained == 0)
  }

  /// With the zero point 1 added before rounding, the whole number below is even where x = 3 (mod 4);
  /// rounded to even before the zero point is added, those would be TOSA's.
  @Test func `an odd zero point turns ties round`() throws {
    let found = try explanation(scales: [0.5], zeroPoint: 1)
    #expect(found.explained == [.zeroPointOrder: 64])
    #expect(found.differing == 64)
    #expect(found.unexplained == 0)
  }

  /// A zero point of -128 leaves shift 23: the multiplier of 2^-26 is 0. TOSA's results are 2 above
  /// the zero point: (2^27 + x) / 2^26, rounded.
  @Test func `a channel whose multiplier is 0 is dead`() throws {
    let found = try explanation(scales: [0x1p-20, 0x1p-26], bias: 1 << 27, zeroPoint: -128)
    #expect(found.explained == [.deadChannel: 256])
    #expect(found.unexplained == 0)
  }

  /// The scale 2^-9 (1 - 2^-15) times 2^23 is 16383.5, so that AXON's scale is 2^-9. Accumulators
  /// are 640 to 895; only 768 is 1.5 on AXON, 2 to even, and below 1.5 in TOSA, 1.
  @Test func `a multiplier of fewer bits`() throws {
    let found = try explanation(
      scales: [0x1p-9 * (1 - 0x1p-15)], bias: 768, zeroPoint: -128)
    #expect(found.explained == [.multiplierPrecision: 1])
    #expect(found.unexplained == 0)
  }

  /// The scale 2^-9 (1 + 2^-15) is 2^-9 on AXON. Accumulators are 128 to 383; only 256 is 0.5 there,
  /// 0 to even, and above 0.5 in TOSA, 1. Neither the multiplier nor the rounding alone does that.
  @Test func `a tie that only AXON's multiplier makes`() throws {
    let found = try explanation(
      scales: [0x1p-9 * (1 + 0x1p-15)], bias: 256, zeroPoint: -128)
    #expect(found.explained == [.combined: 1])
    #expect(found.unexplained == 0)
  }

  /// A mean of two ends in .5 where one is odd; TOSA rounds away from zero, AXON to even. Of pairs
  /// (x, 0): x = 1 (mod 4) above zero, x = -1 (mod 4) below, differ: 32 each.
  @Test func `the mean of two is a tie`() throws {
    var sketch = PatternSketch(seed: 1)
    let x = sketch.input([1, 2, 256, 1])
    let output = sketch.pool(average: x, (2, 1), zeroPoint: 0)
    let found = try explanation(
      of: sketch.graph(output), [Int8](.min...Int8.max) + [Int8](repeating: 0, count: 256))
    #expect(found.explained == [.poolTie: 64])
    #expect(found.differing == 64)
    #expect(found.unexplained == 0)
  }

  /// Quarters, rounded to halves and then up: of x = 4k + r, those with r = 1 above zero and r = 2
  /// below, k odd, go up where rounding once does not or the other way round (32 and 16); those with
  /// r = 2 above, k even, are ties (16).
  @Test func `quarters that TOSA rounds twice`() throws {
    let found = try explanation(scales: [0.25], zeroPoint: 0, rounding: .double)
    #expect(found.explained == [.doubleRounding: 48, .tie: 16])
    #expect(found.unexplained == 0)
  }
}

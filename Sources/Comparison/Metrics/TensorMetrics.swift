public import Graph

/// How far a tensor is from another one of the same shape.
///
/// Elements are equal if they have the same bits or are both NaN; -0 and 0 are not equal, but their
/// difference is 0. Integers and real numbers in units of an LSB can be compared with each other; an
/// integer's zero has no sign, so both zeros equal it.
/// Sums run in element order in FP64, so the figures are the same everywhere.
public struct TensorMetrics: Codable, Sendable, Hashable {
  /// The number of elements.
  public var count: Int
  /// How many of them are not equal.
  public var differing: Int
  /// The first that is not equal, in row-major order.
  public var first: ElementDifference?
  /// The one that is furthest away, the first of equals.
  public var largest: ElementDifference?
  /// The largest distance, in the tensors' unit; infinite where only one is NaN or infinite.
  public var maxAbsolute: Double
  /// The largest distance as a part of the expected magnitude; infinite where 0 was expected.
  public var maxRelative: Double
  /// The mean of actual less expected: the bias. Over finite pairs.
  public var meanError: Double
  /// The root of the mean square of actual less expected. Over finite pairs.
  public var rootMeanSquare: Double
  /// Signal to quantization noise in decibels; infinite without noise. Over finite pairs.
  public var sqnr: Double
  /// Cosine similarity; 1 if both are zero. Over finite pairs.
  public var cosine: Double
  /// The largest distance in units in the last place; nil unless both are of one FP type.
  public var maxULP: Int?
  /// Differences in LSB; nil unless at least one is an integer tensor.
  public var histogram: LSBHistogram?
  /// How many elements are NaN or infinite on one side only, or of opposite signs.
  public var nonFiniteMismatches: Int
  /// The largest distance within each index of the channel axis.
  public var channelMaxima: [Double]
  /// The largest distance within each index of the axis before the last: columns.
  public var columnMaxima: [Double]

  /// Compares `actual` with `expected`, in one pass.
  ///
  /// - Parameter channelAxis: the axis of ``channelMaxima``; the last one, TOSA's channels, if nil.
  ///   A scalar has one channel and one column.
  /// - Throws: `tensor` if their shapes differ or there is no such axis.
  public init(actual: Tensor, expected: Tensor, channelAxis: Int? = nil) throws(InvalidInput) {
    guard actual.shape == expected.shape else {
      throw InvalidInput(
        .tensor, "\(actual.type) can't be compared with \(expected.type)",
        remedy: "Compare tensors of one shape.")
    }
    if let channelAxis, !actual.shape.indices.contains(channelAxis) {
      throw InvalidInput(
        .tensor, "\(actual.type) has no axis \(channelAxis)", remedy: "Count axes from 0.")
    }
    let areBothReal = actual.dtype.isFloat && expected.dtype.isFloat
    var accumulator = MetricsAccumulator(
      shape: actual.shape, channelAxis: channelAxis ?? actual.shape.rank - 1,
      countsLSB: !areBothReal,
      ulpType: actual.dtype == expected.dtype && actual.dtype.isFloat ? actual.dtype : nil)
    accumulator.add(actual.realValues, expected.realValues, distinguishesZeros: areBothReal)
    self = accumulator.metrics
  }

  init(
    count: Int, differing: Int, first: ElementDifference?, largest: ElementDifference?,
    maxAbsolute: Double, maxRelative: Double, meanError: Double, rootMeanSquare: Double,
    sqnr: Double, cosine: Double,
    maxULP: Int?, histogram: LSBHistogram?, nonFiniteMismatches: Int, channelMaxima: [Double],
    columnMaxima: [Double]
  ) {
    self.count = count
    self.differing = differing
    self.first = first
    self.largest = largest
    self.maxAbsolute = maxAbsolute
    self.maxRelative = maxRelative
    self.meanError = meanError
    self.rootMeanSquare = rootMeanSquare
    self.sqnr = sqnr
    self.cosine = cosine
    self.maxULP = maxULP
    self.histogram = histogram
    self.nonFiniteMismatches = nonFiniteMismatches
    self.channelMaxima = channelMaxima
    self.columnMaxima = columnMaxima
  }

  /// The part of the elements that differs, 0 to 1.
  public var differingShare: Double { count == 0 ? 0 : Double(differing) / Double(count) }
}

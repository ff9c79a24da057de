import Graph

/// One pass over two tensors.
struct MetricsAccumulator {
  private let shape: Shape
  private let channels: Int
  private let channelStride: Int
  private let columns: Int
  private let rowLength: Int
  private let ulpType: DType?
  private var differing = 0
  private var firstIndex: (index: Int, actual: Double, expected: Double)?
  private var largestIndex: (index: Int, actual: Double, expected: Double)?
  private var maxAbsolute = 0.0
  private var maxRelative = 0.0
  private var maxULP = 0
  private var finite = 0
  private var nonFiniteMismatches = 0
  private var errorSum = 0.0
  private var noise = 0.0
  private var signal = 0.0
  private var power = 0.0
  private var product = 0.0
  private var histogram: LSBHistogram?
  private var channelMaxima: [Double]
  private var columnMaxima: [Double]

  /// An axis that the shape does not have stands for one channel.
  init(shape: Shape, channelAxis: Int, countsLSB: Bool, ulpType: DType?) {
    self.shape = shape
    self.ulpType = ulpType
    let hasChannels = shape.indices.contains(channelAxis)
    // A tensor without elements may declare dimensions of any size: it gets no maxima.
    let isEmpty = shape.elementCount == 0
    channels = isEmpty ? 0 : hasChannels ? shape[channelAxis] : 1
    channelStride = isEmpty || !hasChannels ? 1 : shape.strides[channelAxis]
    rowLength = shape.last ?? 1
    columns = isEmpty ? 0 : shape.rank > 1 ? shape[shape.rank - 2] : 1
    histogram = countsLSB ? LSBHistogram() : nil
    channelMaxima = [Double](repeating: 0, count: channels)
    columnMaxima = [Double](repeating: 0, count: columns)
  }

  mutating func add(_ actual: [Double], _ expected: [Double], distinguishesZeros: Bool) {
    for index in actual.indices {
      let (ours, theirs) = (actual[index], expected[index])
      let areBothNaN = ours.isNaN && theirs.isNaN
      let isEqual =
        distinguishesZeros ? ours.bitPattern == theirs.bitPattern || areBothNaN : ours == theirs
      if isEqual {
        if ours.isFinite {
          finite += 1
          signal += theirs * theirs
          power += ours * ours
          product += ours * theirs
        }
        histogram?.add(0)
        continue
      }
      addDifference(ours, theirs, at: index)
    }
  }

  private mutating func addDifference(_ ours: Double, _ theirs: Double, at index: Int) {
    differing += 1
    if firstIndex == nil { firstIndex = (index, ours, theirs) }
    var distance = Double.infinity
    if ours.isFinite, theirs.isFinite {
      let difference = ours - theirs
      distance = difference.magnitude
      finite += 1
      errorSum += difference
      noise += difference * difference
      signal += theirs * theirs
      power += ours * ours
      product += ours * theirs
      histogram?.add(difference)
      maxRelative = max(maxRelative, distance == 0 ? 0 : distance / theirs.magnitude)
      if let ulpType { maxULP = max(maxULP, ULP.distance(ours, theirs, in: ulpType) ?? 0) }
    } else {
      nonFiniteMismatches += 1
      histogram?.add(ours - theirs)
      maxRelative = .infinity
      maxULP = .max
    }
    if largestIndex == nil || distance > maxAbsolute { largestIndex = (index, ours, theirs) }
    maxAbsolute = max(maxAbsolute, distance)
    let channel = index / channelStride % channels
    let column = index / rowLength % columns
    channelMaxima[channel] = max(channelMaxima[channel], distance)
    columnMaxima[column] = max(columnMaxima[column], distance)
  }

  var metrics: TensorMetrics {
    let pairs = Double(max(finite, 1))
    let norms = (signal * power).squareRoot()
    return TensorMetrics(
      count: shape.elementCount, differing: differing, first: firstIndex.map(element),
      largest: largestIndex.map(element), maxAbsolute: maxAbsolute, maxRelative: maxRelative,
      meanError: errorSum / pairs,
      rootMeanSquare: (noise / pairs).squareRoot(),
      sqnr: noise == 0 ? .infinity : Decibels.ratio(signal, to: noise),
      cosine: norms == 0 ? (noise == 0 ? 1 : 0) : product / norms,
      maxULP: ulpType == nil ? nil : maxULP, histogram: histogram,
      nonFiniteMismatches: nonFiniteMismatches, channelMaxima: channelMaxima,
      columnMaxima: columnMaxima)
  }

  private func element(_ place: (index: Int, actual: Double, expected: Double)) -> ElementDifference
  {
    ElementDifference(
      coordinates: shape.coordinates(ofFlatIndex: place.index), actual: place.actual,
      expected: place.expected)
  }
}

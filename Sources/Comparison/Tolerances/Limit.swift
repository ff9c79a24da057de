extension Tolerance.Limit {
  /// Whether the metrics keep to this limit.
  func holds(for metrics: TensorMetrics) -> Bool {
    switch self {
    case .exact: metrics.differing == 0
    case .maxLSB(let limit):
      metrics.nonFiniteMismatches == 0
        && metrics.maxAbsolute.rounded(.toNearestOrAwayFromZero) <= Double(limit)
    case .maxShare(let limit): metrics.differingShare <= limit
    case .ulp(let limit):
      metrics.maxULP.map { metrics.nonFiniteMismatches == 0 && $0 <= limit }
        ?? (metrics.differing == 0)
    case .absolute(let limit): metrics.nonFiniteMismatches == 0 && metrics.maxAbsolute <= limit
    case .relative(let limit): metrics.nonFiniteMismatches == 0 && metrics.maxRelative <= limit
    case .sqnr(let limit): metrics.nonFiniteMismatches == 0 && metrics.sqnr >= limit
    case .cosine(let limit): metrics.nonFiniteMismatches == 0 && metrics.cosine >= limit
    }
  }

  /// Whether what was seen is less than a quarter of what is allowed (for decibels: 20 dB better).
  func isFarFromReached(by metrics: TensorMetrics) -> Bool {
    switch self {
    case .exact, .cosine: false
    case .maxLSB(let limit): limit >= 2 && metrics.maxAbsolute * 4 <= Double(limit)
    case .maxShare(let limit): metrics.differingShare * 4 < limit && metrics.differing > 0
    case .ulp(let limit): limit >= 4 && (metrics.maxULP ?? 0) <= limit / 4
    case .absolute(let limit): limit > 0 && metrics.maxAbsolute * 4 <= limit
    case .relative(let limit): limit > 0 && metrics.maxRelative * 4 <= limit
    case .sqnr(let limit): metrics.sqnr >= limit + 20
    }
  }

  /// The figure that this limit is about, in the limit's unit.
  func figure(of metrics: TensorMetrics) -> Double {
    switch self {
    case .exact: Double(metrics.differing)
    case .maxLSB, .absolute: metrics.maxAbsolute
    case .maxShare: metrics.differingShare
    case .ulp: metrics.maxULP.map { $0 == .max ? .infinity : Double($0) } ?? metrics.maxAbsolute
    case .relative: metrics.maxRelative
    case .sqnr: metrics.sqnr
    case .cosine: metrics.cosine
    }
  }

  /// That figure in words, where a sentence on how many elements differ, and by how much, lacks it.
  func finding(of metrics: TensorMetrics) -> String? {
    switch self {
    case .exact, .maxLSB, .absolute, .ulp: nil
    case .maxShare: "\(Figure.short(metrics.differingShare * 100)) % of the elements"
    case .relative: "at most \(Figure.short(metrics.maxRelative)) of the expected value"
    case .sqnr: "SQNR \(Figure.short(metrics.sqnr)) dB"
    case .cosine: "cosine \(Figure.text(metrics.cosine))"
    }
  }
}

extension Tolerance.Limit: CustomStringConvertible {
  public var description: String {
    switch self {
    case .exact: "equal bits"
    case .maxLSB(let limit): "\(limit) LSB"
    case .maxShare(let limit): "\(Figure.short(limit * 100)) % of the elements"
    case .ulp(let limit): "\(limit) ulp"
    case .absolute(let limit): "\(Figure.short(limit)) absolute"
    case .relative(let limit): "\(Figure.short(limit)) of the expected value"
    case .sqnr(let limit): "SQNR of \(Figure.short(limit)) dB at least"
    case .cosine(let limit): "cosine of \(limit) at least"
    }
  }
}

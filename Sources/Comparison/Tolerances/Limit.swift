extension Tolerance.Limit {
  /// Whether the metrics keep to this limit.
  func holds(for metrics: TensorMetrics) -> Bool {
    switch self {
    case .exact: metrics.differing == 0
    case .maxLSB(let limit):
      metrics.nonFiniteMismatches == 0
        && metrics.maxAbsolute.rounded(.toNearestOrAwayFromZero) <= Double(limit)
    case .maxShare(let limit): metrics.differingShare <= limit
    case .ulp(let limit): metrics.maxULP.map { $0 <= limit } ?? (metrics.differing == 0)
    case .absolute(let limit): metrics.maxAbsolute <= limit
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
    case .ulp(let limit): limit >= 4 && (metrics.maxULP ?? 0) * 4 <= limit
    case .absolute(let limit): metrics.maxAbsolute * 4 <= limit
    case .sqnr(let limit): metrics.sqnr >= limit + 20
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
    case .sqnr(let limit): "SQNR of \(Figure.short(limit)) dB at least"
    case .cosine(let limit): "cosine of \(limit) at least"
    }
  }
}

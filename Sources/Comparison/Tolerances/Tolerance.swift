/// How far two results may be apart, and why that far. All limits must hold.
public struct Tolerance: Codable, Sendable, Hashable {
  /// One condition.
  public enum Limit: Codable, Sendable, Hashable {
    /// Every element has the same bits, or is NaN on both sides.
    case exact
    /// No two integers differ by more; of a real number against an integer, by more after rounding.
    case maxLSB(Int)
    /// At most this part of the elements differs, 0 to 1.
    case maxShare(Double)
    /// No two FP32 numbers are further apart, in units in the last place.
    case ulp(Int)
    /// No two numbers are further apart.
    case absolute(Double)
    /// At least this signal-to-quantization-noise ratio, in decibels.
    case sqnr(Double)
    /// At least this cosine similarity.
    case cosine(Double)
  }

  /// The conditions, at least one.
  public var limits: [Limit]
  /// Why they are what they are; printed with every verdict.
  public var reason: String

  /// Conditions that have a reason.
  public init(_ limits: [Limit], reason: String) {
    self.limits = limits
    self.reason = reason
  }

  /// Nothing may differ, since TOSA determines integer results completely.
  public static let exactIntegers = Tolerance(
    [.exact], reason: "TOSA determines integer results completely")

  /// Judges by the metrics alone, so that a stored run can be judged anew.
  public func judge(_ metrics: TensorMetrics) -> Judgement {
    let broken = limits.first { !$0.holds(for: metrics) }
    return Judgement(
      isPassed: broken == nil, sentence: sentence(for: metrics, broken: broken),
      slack: broken == nil ? slack(for: metrics) : nil)
  }

  private func sentence(for metrics: TensorMetrics, broken: Limit?) -> String {
    guard metrics.differing > 0 else { return "all \(metrics.count) elements are equal" }
    var text = "\(metrics.differing) of \(metrics.count) elements differ"
    if let largest = metrics.largest {
      let unit = metrics.histogram == nil ? "" : " LSB"
      text += ", largest by \(Figure.short(metrics.maxAbsolute))\(unit)"
      if let ulp = metrics.maxULP, ulp < .max { text += " (\(ulp) ulp at most)" }
      text += " at \(largest)"
    }
    if let broken { text += "; allowed: \(broken), because \(reason)" }
    return text
  }

  /// Says so if a limit is far looser than what was seen.
  private func slack(for metrics: TensorMetrics) -> String? {
    let loose = limits.filter { $0.isFarFromReached(by: metrics) }
    guard !loose.isEmpty else { return nil }
    return "looser than needed: " + loose.map(\.description).joined(separator: ", ")
  }
}

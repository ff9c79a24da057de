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
    /// No two numbers of one FP type are further apart, in units in the last place.
    case ulp(Int)
    /// No two numbers are further apart.
    case absolute(Double)
    /// No number is further from the expected one than this part of its magnitude.
    case relative(Double)
    /// At least this signal-to-quantization-noise ratio, in decibels.
    case sqnr(Double)
    /// At least this cosine similarity.
    case cosine(Double)
  }

  /// The conditions, at least one: without any, nothing passes.
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
    guard !limits.isEmpty else {
      return Judgement(isPassed: false, sentence: "the tolerance has no limit to judge by")
    }
    let broken = limits.first { !$0.holds(for: metrics) }
    return Judgement(
      isPassed: broken == nil, sentence: sentence(for: metrics, broken: broken),
      brokenLimit: broken, figure: broken?.figure(of: metrics),
      slack: broken == nil ? slack(for: metrics) : nil)
  }

  private func sentence(for metrics: TensorMetrics, broken: Limit?) -> String {
    guard metrics.count > 0 else { return "there are no elements" }
    guard metrics.differing > 0 else { return "all \(metrics.count) elements are equal" }
    var text = "\(metrics.differing) of \(metrics.count) elements differ"
    if let largest = metrics.largest {
      text += ", largest by \(distance(of: metrics))"
      if let ulp = metrics.maxULP, ulp < .max { text += " (\(ulp) ulp at most)" }
      text += " at \(largest)"
    }
    if let broken {
      let finding = broken.finding(of: metrics).map { "; \($0)" } ?? ""
      text += "\(finding); allowed: \(broken), because \(reason)"
    }
    return text
  }

  /// `2 LSB`: whole numbers with all their digits, since they are compared exactly.
  private func distance(of metrics: TensorMetrics) -> String {
    let distance = metrics.maxAbsolute
    guard metrics.histogram != nil else { return Figure.short(distance) }
    let isWhole = distance == distance.rounded()
    return "\(isWhole ? Figure.text(distance) : Figure.short(distance)) LSB"
  }

  /// Says so if a limit is far looser than what was seen.
  private func slack(for metrics: TensorMetrics) -> String? {
    let loose = limits.filter { $0.isFarFromReached(by: metrics) }
    guard !loose.isEmpty else { return nil }
    return "looser than needed: " + loose.map(\.description).joined(separator: ", ")
  }
}

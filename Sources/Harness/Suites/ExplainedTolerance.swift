public import Comparison

/// Differences between engines `axon` and `quantized` are allowed where they are understood.
public struct ExplainedTolerance: Sendable {
  /// The part of any tensor's elements that may differ, if all of it is understood; 0 to 1.
  public var maxShare: Double
  /// Limits that hold for the outputs besides; nil if there are none.
  public var outputs: Tolerance?
  /// Why this much may differ.
  public var reason: String

  /// A budget for each tensor, and limits for the outputs.
  public init(maxShare: Double, outputs: Tolerance? = nil, reason: String) {
    self.maxShare = maxShare
    self.outputs = outputs
    self.reason = reason
  }

  /// The limits and their reason, as reports print them.
  var description: String {
    let limits = outputs.map { " and " + $0.limits.map(\.description).joined(separator: " and ") }
    return "every difference explained, at most \(Figure.short(maxShare * 100)) % of a tensor"
      + "\(limits ?? "") (\(reason))"
  }
}

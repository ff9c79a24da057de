import Graph

/// What makes two failures one: where it went wrong first, and what the wrong values look like.
///
/// Two failures with equal signatures are merged after reduction, and a reduction never leaves the class
/// of the failure that it started from.
public struct FailureSignature: Codable, Sendable, Hashable {
  /// The step of the work at which it went wrong.
  public enum Stage: String, Codable, Sendable, Hashable, CaseIterable {
    /// An engine refused a valid graph, or took an invalid one.
    case validation
    /// Preparing the graph failed.
    case prepare
    /// Running it failed: an error, a crash, a hang.
    case run
    /// It ran and the numbers differ.
    case mismatch
  }

  /// Whether rounding can be the reason.
  public enum RoundingVerdict: String, Codable, Sendable, Hashable, CaseIterable {
    /// No two ways of rounding lie so far apart.
    case notRounding = "not rounding"
    /// Both values are what their engine's rounding gives.
    case explained
    /// Off by one without such a reason.
    case unexplained
  }

  public var stage: Stage
  /// The first operator whose result differs, such as `CONV2D`; nil where there is none to name.
  public var operatorName: String?
  /// What is particular about that operator: `int8`, `stride 2`, `per channel`.
  public var attributes: [String]
  /// What the differences look like; nil unless numbers differ.
  public var pattern: ErrorPattern?
  public var rounding: RoundingVerdict
  /// For an error its kind, `hang`, `signal 11` or `infrastructure`: messages name tensors, so they don't do.
  public var errorKind: String?

  /// The kind of a result that another run left in a session.
  public static let keptState = "kept from the run before"

  /// A signature.
  public init(
    stage: Stage, operatorName: String? = nil, attributes: [String] = [],
    pattern: ErrorPattern? = nil, rounding: RoundingVerdict = .notRounding,
    errorKind: String? = nil
  ) {
    self.stage = stage
    self.operatorName = operatorName
    self.attributes = attributes
    self.pattern = pattern
    self.rounding = rounding
    self.errorKind = errorKind
  }

  /// Whether `other` is the same failure but for the operator's attributes, which a reduction may
  /// simplify, and for the outline of its pattern: a tensor that shrinks to one element has no channels
  /// or columns left.
  public func isSameClass(as other: FailureSignature) -> Bool {
    var mine = self
    mine.attributes = other.attributes
    mine.pattern = other.pattern
    return mine == other && pattern?.family == other.pattern?.family
  }
}

extension FailureSignature: CustomStringConvertible {
  /// `mismatch at RESCALE (int8, per channel): channel, not rounding`
  public var description: String {
    var text = stage.rawValue
    if let operatorName { text += " at \(operatorName)" }
    if !attributes.isEmpty { text += " (\(attributes.joined(separator: ", ")))" }
    let details = [errorKind, pattern?.rawValue, pattern == nil ? nil : rounding.rawValue]
    return text + ": " + details.compactMap { $0 }.joined(separator: ", ")
  }
}

/// What a tolerance says of a comparison.
public struct Judgement: Codable, Sendable, Hashable {
  /// Whether every limit holds.
  public var isPassed: Bool
  /// What a person reads: how many elements differ, where, by how much, and what was allowed.
  public var sentence: String
  /// The first limit that does not hold; nil if all do.
  public var brokenLimit: Tolerance.Limit?
  /// What was seen of it, in its unit; infinite where NaN or infinity stands on one side only.
  public var figure: Double?
  /// Which limits are far looser than anything seen; nil if none is, or if the comparison failed.
  public var slack: String?

  /// A verdict with its sentence.
  public init(
    isPassed: Bool, sentence: String, brokenLimit: Tolerance.Limit? = nil, figure: Double? = nil,
    slack: String? = nil
  ) {
    self.isPassed = isPassed
    self.sentence = sentence
    self.brokenLimit = brokenLimit
    self.figure = figure
    self.slack = slack
  }
}

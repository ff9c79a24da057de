/// What a tolerance says of a comparison.
public struct Judgement: Codable, Sendable, Hashable {
  /// Whether every limit holds.
  public var isPassed: Bool
  /// What a person reads: how many elements differ, where, by how much, and what was allowed.
  public var sentence: String
  /// Which limits are far looser than anything seen; nil if none is, or if the comparison failed.
  public var slack: String?

  /// A verdict with its sentence.
  public init(isPassed: Bool, sentence: String, slack: String? = nil) {
    self.isPassed = isPassed
    self.sentence = sentence
    self.slack = slack
  }
}

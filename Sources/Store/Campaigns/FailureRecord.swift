public import Comparison

/// A graph on which an oracle found something wrong.
public struct FailureRecord: Sendable, Hashable {
  /// The graph's number in the campaign.
  public var graph: Int
  /// The oracle that found it.
  public var oracle: String
  /// How it fails, after reduction if it was reduced.
  public var signature: FailureSignature
  /// What a report says of it.
  public var details: Details
  /// The reduced case as the bytes of a bundle; nil if it was not reduced because an equal one was.
  public var bundle: [UInt8]?

  /// Sizes before and after, and the work between.
  public struct Details: Codable, Sendable, Hashable {
    /// The signature before reduction.
    public var originalSignature: FailureSignature
    public var originalOperators: Int
    public var operators: Int
    public var inputElements: Int
    /// How many candidates the reduction ran.
    public var candidates: Int
    /// Whether no single step makes it smaller.
    public var isMinimal: Bool
    /// What the engine seems to have computed, the likeliest mistake first; nil in an older database.
    public var mistakes: [String]?
    /// What explains what is left of it after reduction; nil in an older database.
    public var possibleMistakes: [String]?

    /// The details of one failure.
    public init(
      originalSignature: FailureSignature, originalOperators: Int, operators: Int,
      inputElements: Int, candidates: Int, isMinimal: Bool, mistakes: [String] = [],
      possibleMistakes: [String] = []
    ) {
      self.originalSignature = originalSignature
      self.originalOperators = originalOperators
      self.operators = operators
      self.inputElements = inputElements
      self.candidates = candidates
      self.isMinimal = isMinimal
      self.mistakes = mistakes
      self.possibleMistakes = possibleMistakes
    }
  }

  /// A failure.
  public init(
    graph: Int, oracle: String, signature: FailureSignature, details: Details,
    bundle: [UInt8]? = nil
  ) {
    self.graph = graph
    self.oracle = oracle
    self.signature = signature
    self.details = details
    self.bundle = bundle
  }
}

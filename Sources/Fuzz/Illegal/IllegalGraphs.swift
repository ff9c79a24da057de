public import Graph

/// Graphs that break exactly one rule of TOSA each, which every engine must refuse.
///
/// A valid graph is invented first, then one thing in it is changed. Case `k` breaks rule `k` of the list,
/// over and over; like every case it is a function of seed and number.
public struct IllegalGraphs: Sendable {
  /// A graph and the rule that it breaks.
  public struct Case: Sendable, Hashable {
    /// The rule, as in ``IllegalGraphs/ruleNames``.
    public var rule: String
    /// What the message of ``ValidatedGraph`` must contain: the part that is wrong.
    public var expected: String
    public var graph: Graph

    /// `graph`, which breaks `rule`.
    public init(rule: String, expected: String, graph: Graph) {
      self.rule = rule
      self.expected = expected
      self.graph = graph
    }
  }

  private let generators: [GraphGenerator]

  /// Illegal graphs of one sequence.
  public init(seed: UInt64) {
    let limits = SizeLimits(operators: 4...16)
    generators = [Profile.cnnInt, .int].map {
      GraphGenerator(seed: seed, profile: $0, limits: limits)
    }
  }

  /// The rules that cases break, in their order.
  public static let ruleNames = IllegalRule.all.map(\.name)

  /// Case `number`; nil if none of many graphs has what the rule is about, which no test has seen.
  public func makeCase(_ number: Int) -> Case? {
    let rule = IllegalRule.all[number % IllegalRule.all.count]
    for attempt in 0..<256 {
      let generator = generators[attempt % generators.count]
      let source = number &* 256 &+ attempt
      var block = generator.makeCase(source).block
      var dice = Dice(seed: generator.seed(of: source, 3))
      if rule.breakIt(&block, &dice) {
        return Case(rule: rule.name, expected: rule.expected, graph: Graph(main: block))
      }
    }
    return nil
  }
}

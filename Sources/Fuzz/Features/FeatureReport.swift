/// What the graphs of a campaign have shown of all that is known, and what none of them has.
public struct FeatureReport: Codable, Sendable, Hashable {
  /// One kind of features.
  public struct Group: Codable, Sendable, Hashable {
    public var title: String
    /// How many there are.
    public var known: Int
    /// Those that no graph showed, in the order of the operators.
    public var missing: [String]

    /// How many graphs showed.
    public var reached: Int { known - missing.count }
  }

  public var groups: [Group]

  /// Takes from `vocabulary` what is in `seen`; each name counts once.
  public init(_ vocabulary: [FeatureGroup], seen: Set<String>) {
    var counted: Set<String> = []
    groups = vocabulary.map { group in
      let names = group.names.filter { counted.insert($0).inserted }
      return Group(
        title: group.title, known: names.count, missing: names.filter { !seen.contains($0) })
    }
  }

  /// `operators and types 61 of 63, attributes 800 of 912`.
  public var summary: String {
    groups.map { "\($0.title) \($0.reached) of \($0.known)" }.joined(separator: ", ")
  }
}

/// What looking for many faults gave, against the goals.
public struct MutationScore: Sendable, Codable, Hashable {
  public var faults: [FaultScore]
  public var summary: Summary

  /// The figures that the goals are about.
  public struct Summary: Sendable, Codable, Hashable {
    public var planted: Int
    public var found: Int
    public var foundShare: Double
    /// Of those that were found.
    public var medianSeconds: Double
    public var medianOperators: Double
    public var medianInputElements: Double
    public var mostCandidates: Int
    /// Whether every goal is met.
    public var isGood: Bool
  }

  /// The score of these faults.
  public init(_ faults: [FaultScore]) {
    self.faults = faults
    let reduced = faults.compactMap(\.reduced)
    let share = faults.isEmpty ? 0 : Double(reduced.count) / Double(faults.count)
    let operators = Self.median(reduced.map { Double($0.operators) })
    let elements = Self.median(reduced.map { Double($0.inputElements) })
    let candidates = reduced.map(\.candidates).max() ?? 0
    summary = Summary(
      planted: faults.count, found: reduced.count, foundShare: share,
      medianSeconds: Self.median(faults.filter { $0.reduced != nil }.map(\.seconds)),
      medianOperators: operators, medianInputElements: elements, mostCandidates: candidates,
      isGood: share >= 0.95 && operators <= 3 && elements <= 64 && candidates <= 100)
  }

  private static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}

/// How far predicted ticks are from measured ones, per operator and in all.
public struct CycleComparison: Sendable, Hashable {
  /// The distribution of the relative error over some measurements.
  public struct Errors: Sendable, Hashable {
    /// How many measurements there are, those without any ticks left out.
    public var rows: Int
    /// The middle error, as a fraction.
    public var median: Double
    /// The error that 95 % of the measurements do not exceed, interpolated, as a fraction.
    public var p95: Double

    init(_ errors: [Double]) {
      let sorted = errors.sorted()
      rows = sorted.count
      median = Self.quantile(0.5, of: sorted)
      p95 = Self.quantile(0.95, of: sorted)
    }

    /// The value at rank `share * (n - 1)`, between its neighbours in proportion; 0 of none.
    private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
      guard let last = sorted.last else { return 0 }
      let rank = share * Double(sorted.count - 1)
      let lower = Int(rank)
      guard lower + 1 < sorted.count else { return last }
      return sorted[lower] + (rank - Double(lower)) * (sorted[lower + 1] - sorted[lower])
    }
  }

  /// All measurements.
  public var total: Errors
  /// Those of each operator, chain or family.
  public var subjects: [String: Errors]

  /// Compares measurements with the model.
  public init(_ measurements: [CycleMeasurement]) {
    total = Errors(measurements.compactMap(\.error))
    subjects = Dictionary(grouping: measurements, by: \.subject)
      .mapValues { Errors($0.compactMap(\.error)) }
      .filter { $0.value.rows > 0 }
  }
}

import Graph

/// How an operator is invented, alone or in a pattern that exporters emit.
///
/// A recipe looks for operands among a graph's values, decides on shapes first, and appends operators. It
/// appends nothing if nothing fits.
struct Recipe: Sendable {
  /// The families of graphs that have recipes of their own.
  enum Family: Int, Sendable, Hashable, CaseIterable {
    case cnn
    case int
    case fp
    /// FP32 networks that calibration can make INT8.
    case quantizable

    /// Whether its graphs compute in FP32.
    var isReal: Bool { self == .fp || self == .quantizable }
  }

  /// What features and messages call it: `CONV2D INT8`.
  let name: String
  /// The operators that it is there for.
  let kinds: [OperatorKind]
  /// How often it is tried in each family, relative to the others; 0 or missing for never.
  let weights: [Family: Int]
  /// Appends operators; false if nothing fits.
  let apply: @Sendable (inout GraphBuilder) -> Bool

  init(
    _ name: String, _ kinds: [OperatorKind], _ weights: [Family: Int],
    apply: @escaping @Sendable (inout GraphBuilder) -> Bool
  ) {
    self.name = name
    self.kinds = kinds
    self.weights = weights
    self.apply = apply
  }
}

import Comparison
import Graph

/// Makes a failing case smaller for as long as it fails in the same way.
///
/// First operators (the neighbourhood of the one that goes wrong is cut out of the graph, with the values
/// that flowed there as inputs), then sizes, attributes and values. The result is 1-minimal in operators,
/// sizes and attributes if the budget lasts: no single step that is known makes it smaller and keeps the
/// failure. Values are only simplified.
///
/// ```swift
/// let small = Shrinker(oracle: oracle).shrink(case, failure: failure)
/// small.result.operatorCount     // 2
/// ```
///
/// Deterministic: the same case and oracle give the same result.
public struct Shrinker: Sendable {
  /// Who tells whether a candidate fails.
  public var oracle: any FailureOracle
  /// The most candidates that are run.
  public var budget: Int

  /// A shrinker that asks `oracle` at most `budget` times.
  public init(oracle: any FailureOracle, budget: Int = 100) {
    self.oracle = oracle
    self.budget = budget
  }

  /// What a reduction came to.
  public struct Reduction: Sendable {
    /// The smallest case found.
    public var result: FuzzCase
    /// How it fails.
    public var failure: Failure
    /// How many candidates were run.
    public var candidates: Int
    /// Whether every step was tried without success in the end, within the budget.
    public var isMinimal: Bool
  }

  /// Reduces `original`, which fails as `failure` says.
  public func shrink(_ original: FuzzCase, failure: Failure) -> Reduction {
    var search = ReductionSearch(original, failure, oracle: oracle, budget: budget)
    search.run()
    return Reduction(
      result: search.best, failure: search.failure, candidates: search.candidates,
      isMinimal: search.isMinimal)
  }
}

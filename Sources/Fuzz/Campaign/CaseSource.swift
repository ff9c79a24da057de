public import Graph

/// Where a campaign's cases come from.
///
/// Case `number` is a function of the source, the number, and the cases of its own block that showed
/// something new before it: so blocks can be run in any order, on any machine.
public protocol CaseSource: Sendable {
  /// The name of the profile.
  var profile: String { get }

  /// The seed that the cases come from.
  var seed: UInt64 { get }

  /// Makes a case.
  /// - Parameter novel: the cases of the block so far that showed something new, in order.
  func makeCase(_ number: Int, novel: [FuzzCase]) -> FuzzCase

  /// What a case shows: operators with types and attribute buckets, neighbours, and so on, by name.
  func features(of candidate: FuzzCase, graph: ValidatedGraph) -> [String]
}

/// Tells what a case shows beyond its graph: how engines take it apart, and what happens in its run.
public protocol FeatureProbe: Sendable {
  /// The features of a case by name, each once.
  func features(in runs: CaseRuns) -> [String]

  /// Every feature that this probe can tell of graphs of a profile, as far as that is known beforehand.
  func vocabulary(of profile: Profile) -> [FeatureGroup]
}

/// Features of one kind: partition decisions, say.
public struct FeatureGroup: Sendable, Hashable {
  /// What they are, for reports.
  public var title: String
  public var names: [String]

  /// Features called `names`.
  public init(_ title: String, _ names: [String]) {
    self.title = title
    self.names = names
  }
}

public import Foundation

/// What is known of a run before it starts.
public struct RunInfo: Codable, Sendable, Hashable {
  /// The suites, by name, in order.
  public var suites: [String]
  /// The engines that take part, by name, sorted.
  public var engines: [String]
  /// Assay's version.
  public var version: String
  /// The number of cases to come.
  public var caseCount: Int
  /// When it started; nil in a reproducible run.
  public var startedAt: Date?

  /// Facts about a run.
  public init(
    suites: [String], engines: [String], version: String, caseCount: Int, startedAt: Date?
  ) {
    self.suites = suites
    self.engines = engines
    self.version = version
    self.caseCount = caseCount
    self.startedAt = startedAt
  }
}

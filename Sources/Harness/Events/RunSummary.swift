public import Comparison

/// How a run ended.
public struct RunSummary: Sendable, Hashable {
  /// How many cases had each outcome; every format prints these numbers.
  public var counts: [Outcome.Kind: Int]
  /// Wall-clock time in seconds; nil in a reproducible run.
  public var seconds: Double?
  /// Whether the run was stopped before every case had its turn.
  public var isInterrupted: Bool
  /// Whether an engine that the run needs could not do its part.
  public var lacksEngine: Bool

  /// A summary of outcomes.
  public init(
    counts: [Outcome.Kind: Int], seconds: Double?, isInterrupted: Bool = false,
    lacksEngine: Bool = false
  ) {
    self.counts = counts
    self.seconds = seconds
    self.isInterrupted = isInterrupted
    self.lacksEngine = lacksEngine
  }

  /// The counts that are not zero, by the outcome's name.
  public var countsByName: [String: Int] {
    Dictionary(
      uniqueKeysWithValues: counts.filter { $0.value > 0 }.map { ($0.key.rawValue, $0.value) })
  }

  /// The number of cases.
  public var total: Int { counts.values.reduce(0, +) }

  /// What the process should end with.
  public var exitCode: ExitCode {
    let code = ExitCode(counts.filter { $0.value > 0 }.keys)
    if lacksEngine, code == .pass || counts[.fail, default: 0] == 0 && code == .mismatch {
      return .infrastructure
    }
    return code == .pass && isInterrupted ? .infrastructure : code
  }

  /// ``exitCode`` as a number.
  public var exitStatus: Int32 { exitCode.rawValue }
}

import Synchronization

/// Asks a run to finish what is under way, skip the rest and report.
public final class StopSignal: Sendable {
  private let raised = Atomic(false)

  /// A signal that nobody has given yet.
  public init() {}

  /// Gives the signal; it can't be taken back.
  public func raise() { raised.store(true, ordering: .relaxed) }

  /// Whether the signal was given.
  public var isRaised: Bool { raised.load(ordering: .relaxed) }
}

public import Graph

/// What the engine may do.
public struct AxonOptions: Sendable, Hashable {
  /// Operators that no pattern may start from; they stay on the CPU.
  public var disabled: Set<OperatorKind>

  /// Whose arithmetic AXON's layers have.
  public var version: AxonVersion

  /// Everything allowed and computed as documented, if not said otherwise.
  public init(disabled: Set<OperatorKind> = [], version: AxonVersion = .documented) {
    self.disabled = disabled
    self.version = version
  }
}

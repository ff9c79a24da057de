public import Graph

/// What the engine may do.
public struct AxonOptions: Sendable, Hashable {
  /// Operators that no pattern may start from; they stay on the CPU.
  public var disabled: Set<OperatorKind>

  /// Everything allowed, if not said otherwise.
  public init(disabled: Set<OperatorKind> = []) { self.disabled = disabled }
}

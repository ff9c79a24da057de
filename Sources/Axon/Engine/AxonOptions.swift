public import Graph

/// What the engine may do.
public struct AxonOptions: Sendable, Hashable {
  /// Operators that no pattern may start from; they stay on the CPU.
  public var disabled: Set<OperatorKind>

  /// Whose arithmetic AXON's layers have.
  public var version: AxonVersion

  /// Fused patterns that are not looked for, by their names.
  public var disabledFusions: Set<String>

  /// What fused groups of an FP graph are computed in.
  public var arithmetic: FusionArithmetic

  /// Everything allowed and computed as documented, if not said otherwise.
  public init(
    disabled: Set<OperatorKind> = [], version: AxonVersion = .documented,
    disabledFusions: Set<String> = [], arithmetic: FusionArithmetic = .fp32
  ) {
    self.disabled = disabled
    self.version = version
    self.disabledFusions = disabledFusions
    self.arithmetic = arithmetic
  }
}

/// RESCALE: integers scaled by a multiplier and a shift from one zero point to another.
public struct Rescale: Sendable, Hashable {
  /// Whether multipliers are INT32; otherwise they are INT16.
  public var scale32: Bool
  /// How the product is rounded.
  public var roundingMode: RoundingMode
  /// Whether each channel of the last axis has a multiplier and shift of its own.
  public var perChannel: Bool
  /// Whether the input's bits are unsigned.
  public var inputUnsigned: Bool
  /// Whether the output's bits are unsigned.
  public var outputUnsigned: Bool

  /// The operator with its attributes.
  public init(
    scale32: Bool = true, roundingMode: RoundingMode = .single, perChannel: Bool = false,
    inputUnsigned: Bool = false, outputUnsigned: Bool = false
  ) {
    self.scale32 = scale32
    self.roundingMode = roundingMode
    self.perChannel = perChannel
    self.inputUnsigned = inputUnsigned
    self.outputUnsigned = outputUnsigned
  }
}

extension Rescale: OperatorRule {
  public var kind: OperatorKind { .rescale }
}

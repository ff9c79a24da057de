/// RESIZE: an NHWC tensor scaled by a ratio, by the nearest sample or bilinearly.
public struct Resize: Sendable, Hashable {
  /// How values between samples are found.
  public var mode: ResizeMode

  /// The operator with its attributes.
  public init(mode: ResizeMode) {
    self.mode = mode
  }
}

extension Resize: OperatorRule {
  public var kind: OperatorKind { .resize }
}

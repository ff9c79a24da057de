/// RFFT2D: a two-dimensional Fourier transform of real numbers.
public struct RFFT2D: Sendable, Hashable {
  /// Whether the FP bounds check may look at local values only.
  public var localBound: Bool

  /// The operator with its attributes.
  public init(localBound: Bool = false) {
    self.localBound = localBound
  }
}

extension RFFT2D: OperatorRule {
  public var kind: OperatorKind { .rfft2D }
}

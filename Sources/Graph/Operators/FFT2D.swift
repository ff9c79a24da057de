/// FFT2D: a two-dimensional Fourier transform of complex numbers.
public struct FFT2D: Sendable, Hashable {
  /// Whether to transform back.
  public var inverse: Bool
  /// Whether the FP bounds check may look at local values only.
  public var localBound: Bool

  /// The operator with its attributes.
  public init(inverse: Bool = false, localBound: Bool = false) {
    self.inverse = inverse
    self.localBound = localBound
  }
}

extension FFT2D: OperatorRule {
  public var kind: OperatorKind { .fft2D }
}

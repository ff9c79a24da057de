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

  public var signature: OperandSignature {
    OperandSignature(["input_real", "input_imag"], outputCount: 2)
  }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let input = operands[0]
    try Spectrum.requireTransformable(input)
    try operands[1].require(input.type)
    return [input.type, input.type]
  }
}

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

  public var signature: OperandSignature {
    OperandSignature(["input_real"], outputCount: 2)
  }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let input = operands[0]
    try Spectrum.requireTransformable(input)
    let half = TensorType(.fp32, [input.shape[0], input.shape[1], input.shape[2] / 2 + 1])
    return [half, half]
  }
}

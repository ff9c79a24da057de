/// RESHAPE: the same elements under another shape, the second operand.
public struct Reshape: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Reshape: OperatorRule {
  public var kind: OperatorKind { .reshape }

  public var signature: OperandSignature { OperandSignature(["input1", "shape"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let (input, shape) = (operands[0], operands[1])
    try Self.types.row(input.dtype)
    try shape.require(.shape)
    let result = TensorType(input.dtype, Shape(try shape.sizes(count: shape.shape.elementCount)))
    try result.requireTensor("shape")
    let count = input.shape.elementCount
    guard count == result.shape.elementCount, count < .max else {
      throw RuleViolation(
        "shape", expected: "the \(count) elements of \(input.shape)", found: "\(result.shape)")
    }
    return [result]
  }

  static let types = TypeTable("input1", .movable)
}

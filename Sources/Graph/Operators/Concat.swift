/// CONCAT: tensors joined along an axis.
public struct Concat: Sendable, Hashable {
  /// The axis along which they are joined.
  public var axis: Int

  /// The operator with its attributes.
  public init(axis: Int) {
    self.axis = axis
  }
}

extension Concat: OperatorRule {
  public var kind: OperatorKind { .concat }

  public var signature: OperandSignature {
    OperandSignature(["input1"], isVariadic: true)
  }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let first = operands[0]
    try Self.types.row(first.dtype)
    try first.require(rank: 1...Level.maximumRank)
    try first.require(axis: axis)
    var sizes = first.shape.dimensions
    for operand in operands[1...] {
      var expected = first.shape.dimensions
      if operand.shape.rank == expected.count { expected[axis] = operand.shape[axis] }
      try operand.require(TensorType(first.dtype, Shape(expected)))
      sizes[axis] += operand.shape[axis]
    }
    return [TensorType(first.dtype, Shape(sizes))]
  }

  static let types = TypeTable("input1", .movable)
}

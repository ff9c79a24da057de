/// REVERSE: the elements in opposite order along an axis.
public struct Reverse: Sendable, Hashable {
  /// The axis to reverse.
  public var axis: Int

  /// The operator with its attributes.
  public init(axis: Int) {
    self.axis = axis
  }
}

extension Reverse: OperatorRule {
  public var kind: OperatorKind { .reverse }

  public var signature: OperandSignature { OperandSignature(["input1"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let input = operands[0]
    try Self.types.row(input.dtype)
    try input.require(rank: 1...Level.maximumRank)
    try input.require(axis: axis)
    return [input.type]
  }

  static let types = TypeTable("input1", .movable)
}

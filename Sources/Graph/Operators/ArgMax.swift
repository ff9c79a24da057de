/// ARGMAX: the index of the largest element along an axis, the first of equals.
public struct ArgMax: Sendable, Hashable {
  /// The axis to reduce.
  public var axis: Int
  /// What a NaN does.
  public var nanMode: NanPropagationMode

  /// The operator with its attributes.
  public init(axis: Int, nanMode: NanPropagationMode = .propagate) {
    self.axis = axis
    self.nanMode = nanMode
  }
}

extension ArgMax: OperatorRule {
  public var kind: OperatorKind { .argMax }

  public var signature: OperandSignature { OperandSignature(["input"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let input = operands[0]
    try Self.types.row(input.dtype)
    try input.require(rank: 1...Level.maximumRank)
    try input.require(axis: axis)
    var sizes = input.shape.dimensions
    sizes.remove(at: axis)
    return [TensorType(.int32, Shape(sizes))]
  }

  static let types = TypeTable("input", [.int8, .int16] + .floats)
}

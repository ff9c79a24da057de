/// TRANSPOSE: axes in another order.
public struct Transpose: Sendable, Hashable {
  /// For each axis of the result, the axis of the input.
  public var permutation: [Int]

  /// The operator with its attributes.
  public init(permutation: [Int]) {
    self.permutation = permutation
  }
}

extension Transpose: OperatorRule {
  public var kind: OperatorKind { .transpose }

  public var signature: OperandSignature { OperandSignature(["input1"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let input = operands[0]
    try Self.types.row(input.dtype)
    try input.require(rank: 1...Level.maximumRank)
    guard permutation.sorted() == Array(input.shape.indices) else {
      throw RuleViolation(
        "perms", expected: "each axis of \(input.shape) once", found: "\(permutation)")
    }
    return [TensorType(input.dtype, Shape(permutation.map { input.shape[$0] }))]
  }

  static let types = TypeTable("input1", .movable)
}

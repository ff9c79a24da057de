/// TILE: a tensor repeated along each axis, as often as the second operand says.
public struct Tile: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Tile: OperatorRule {
  public var kind: OperatorKind { .tile }

  public var signature: OperandSignature { OperandSignature(["input1", "multiples"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let input = operands[0]
    try Self.types.row(input.dtype)
    try input.require(rank: 1...Level.maximumRank)
    let multiples = try operands[1].sizes(count: input.shape.rank)
    guard multiples.allSatisfy({ 1...Int(Int32.max) ~= $0 }) else {
      throw RuleViolation("multiples", expected: "sizes of 1 to 2147483647", found: "\(multiples)")
    }
    return [TensorType(input.dtype, Shape(zip(input.shape, multiples).map { $0 * $1 }))]
  }

  static let types = TypeTable("input1", .movable)
}

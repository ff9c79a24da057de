/// PAD: a tensor with a border of one value; the second operand is its shape, before and after each axis.
public struct Pad: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Pad: OperatorRule {
  public var kind: OperatorKind { .pad }

  public var signature: OperandSignature { OperandSignature(["input1", "padding", "pad_const"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let input = operands[0]
    try Self.types.row(input.dtype)
    try input.require(rank: 1...Level.maximumRank)
    try operands[2].require(TensorType(input.dtype, [1]))
    _ = try operands[2].constant()
    let padding = try operands[1].sizes(count: 2 * input.shape.rank)
    var sizes = input.shape.dimensions
    for (index, pad) in padding.enumerated() {
      guard 0...Int(Int32.max) ~= pad else {
        throw RuleViolation("padding", expected: "sizes of 0 to 2147483647", found: "\(padding)")
      }
      sizes[index / 2] += pad
    }
    return [TensorType(input.dtype, Shape(sizes))]
  }

  static let types = TypeTable("input1", .movable)
}

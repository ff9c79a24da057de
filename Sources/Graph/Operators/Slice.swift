/// SLICE: a box of a tensor; the operands after the first are its start and size.
public struct Slice: Sendable, Hashable {
  /// The operator; it has no attributes.
  public init() {}
}

extension Slice: OperatorRule {
  public var kind: OperatorKind { .slice }

  public var signature: OperandSignature { OperandSignature(["input1", "start", "size"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    let input = operands[0]
    try Self.types.row(input.dtype)
    try input.require(rank: 1...Level.maximumRank)
    let start = try operands[1].sizes(count: input.shape.rank)
    let size = try operands[2].sizes(count: input.shape.rank)
    for (axis, full) in input.shape.enumerated() {
      guard (0..<full).contains(start[axis]) else {
        throw RuleViolation(
          "start", expected: "0 to \(full - 1) along axis \(axis)", found: "\(start[axis])")
      }
      guard (1...full - start[axis]).contains(size[axis]) else {
        throw RuleViolation(
          "size", expected: "1 to \(full - start[axis]) along axis \(axis)", found: "\(size[axis])")
      }
    }
    return [TensorType(input.dtype, Shape(size))]
  }

  static let types = TypeTable("input1", .movable)
}

/// What the rules of operators with broadcast operands share.
enum Broadcast {
  /// The table of an operator that wants both operands of one of these types.
  static func types(_ types: [DType]) -> TypeTable {
    TypeTable(["input1", "input2"], types.map { [$0, $0] })
  }

  /// The shape that two operands of equal rank broadcast to.
  static func shape(_ first: Operand, _ second: Operand) throws(RuleViolation) -> Shape {
    try shape(first.shape, second)
  }

  /// The shape that a shape and an operand of equal rank broadcast to.
  static func shape(_ first: Shape, _ second: Operand) throws(RuleViolation) -> Shape {
    guard let shape = first.broadcast(with: second.shape) else {
      throw RuleViolation(
        second.name, expected: "a shape of rank \(first.rank) that broadcasts with \(first)",
        found: "\(second.shape)")
    }
    return shape
  }
}

/// COND_IF: one of two regions, by a condition.
public struct CondIf: Sendable, Hashable {
  /// The region to run if the condition holds.
  public var thenGraph: String
  /// The region to run if it doesn't.
  public var elseGraph: String

  /// The operator with its attributes.
  public init(thenGraph: String, elseGraph: String) {
    self.thenGraph = thenGraph
    self.elseGraph = elseGraph
  }
}

extension CondIf: OperatorRule {
  public var kind: OperatorKind { .condIf }

  public var signature: OperandSignature {
    OperandSignature(["condition", "input_list"], isVariadic: true, required: 1, outputCount: nil)
  }

  public func results(of list: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(list, signature)
    try operands[0].require(.bool)
    guard operands[0].shape.elementCount == 1 else {
      throw RuleViolation("condition", expected: "one element", found: "\(operands[0].type)")
    }
    return list.declaredResults
  }
}

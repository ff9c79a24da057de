/// WHILE_LOOP: a region repeated as long as another one says so.
public struct WhileLoop: Sendable, Hashable {
  /// The region that decides.
  public var condGraph: String
  /// The region that is repeated.
  public var bodyGraph: String

  /// The operator with its attributes.
  public init(condGraph: String, bodyGraph: String) {
    self.condGraph = condGraph
    self.bodyGraph = bodyGraph
  }
}

extension WhileLoop: OperatorRule {
  public var kind: OperatorKind { .whileLoop }

  public var signature: OperandSignature {
    OperandSignature(["input_list"], isVariadic: true, required: 0, outputCount: nil)
  }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    return operands.types
  }
}

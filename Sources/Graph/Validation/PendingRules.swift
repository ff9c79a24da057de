// Stand-ins until each operator has its rule; this file goes when they do.
extension OperatorRule {
  public var signature: OperandSignature { OperandSignature(["input"], isVariadic: true) }
  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    operands.declaredResults
  }
}

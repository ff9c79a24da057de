/// CUSTOM: an operator of the implementer's own.
public struct Custom: Sendable, Hashable {
  /// The operator's name in its domain.
  public var operatorName: String
  /// Who defines it.
  public var domainName: String
  /// What only that implementer understands.
  public var implementationAttributes: [UInt8]

  /// The operator with its attributes.
  public init(operatorName: String, domainName: String, implementationAttributes: [UInt8]) {
    self.operatorName = operatorName
    self.domainName = domainName
    self.implementationAttributes = implementationAttributes
  }
}

extension Custom: OperatorRule {
  public var kind: OperatorKind { .custom }

  public var signature: OperandSignature {
    OperandSignature(["input_list"], isVariadic: true, required: 0, outputCount: nil)
  }

  public func results(of list: OperandList) throws(RuleViolation) -> [TensorType] {
    _ = try Operands(list, signature)
    return list.declaredResults
  }
}

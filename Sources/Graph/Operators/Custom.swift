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
}

/// The operators that combine two broadcast operands element by element.
public enum Binary: Sendable, Hashable {
  case add
  /// Shifts right; with `round` the last bit shifted out is added.
  case arithmeticRightShift(round: Bool)
  case bitwiseAnd
  case bitwiseOr
  case bitwiseXor
  case intDiv
  case logicalAnd
  case logicalLeftShift
  case logicalOr
  case logicalRightShift
  case logicalXor
  case maximum(nanMode: NanPropagationMode)
  case minimum(nanMode: NanPropagationMode)
  case pow
  case sub
}

extension Binary: OperatorRule {
  public var kind: OperatorKind {
    switch self {
    case .add: .add
    case .arithmeticRightShift: .arithmeticRightShift
    case .bitwiseAnd: .bitwiseAnd
    case .bitwiseOr: .bitwiseOr
    case .bitwiseXor: .bitwiseXor
    case .intDiv: .intDiv
    case .logicalAnd: .logicalAnd
    case .logicalLeftShift: .logicalLeftShift
    case .logicalOr: .logicalOr
    case .logicalRightShift: .logicalRightShift
    case .logicalXor: .logicalXor
    case .maximum: .maximum
    case .minimum: .minimum
    case .pow: .pow
    case .sub: .sub
    }
  }

  public var signature: OperandSignature { OperandSignature(["input1", "input2"]) }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    try types.row(operands[0].dtype, operands[1].dtype)
    return [TensorType(operands[0].dtype, try Broadcast.shape(operands[0], operands[1]))]
  }

  var types: TypeTable {
    switch self {
    case .add, .sub, .maximum, .minimum: Self.numbers
    case .arithmeticRightShift, .bitwiseAnd, .bitwiseOr, .bitwiseXor, .logicalLeftShift,
      .logicalRightShift:
      Self.bits
    case .intDiv: Self.words
    case .logicalAnd, .logicalOr, .logicalXor: Self.truths
    case .pow: Self.reals
    }
  }

  private static let numbers = Broadcast.types([.int32] + .floats)
  private static let bits = Broadcast.types([.int8, .int16, .int32])
  private static let words = Broadcast.types([.int32])
  private static let truths = Broadcast.types([.bool])
  private static let reals = Broadcast.types(.floats)
}

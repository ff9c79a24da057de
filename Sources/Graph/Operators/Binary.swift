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
}

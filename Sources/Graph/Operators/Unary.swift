/// The operators that map each element of one operand by itself, without attributes.
public enum Unary: Sendable, Hashable, CaseIterable {
  case abs
  case bitwiseNot
  case ceil
  case clz
  case cos
  case erf
  case exp
  case floor
  case identity
  case log
  case logicalNot
  case reciprocal
  case rsqrt
  case sigmoid
  case sin
  case tanh
}

extension Unary: OperatorRule {
  public var kind: OperatorKind {
    switch self {
    case .abs: .abs
    case .bitwiseNot: .bitwiseNot
    case .ceil: .ceil
    case .clz: .clz
    case .cos: .cos
    case .erf: .erf
    case .exp: .exp
    case .floor: .floor
    case .identity: .identity
    case .log: .log
    case .logicalNot: .logicalNot
    case .reciprocal: .reciprocal
    case .rsqrt: .rsqrt
    case .sigmoid: .sigmoid
    case .sin: .sin
    case .tanh: .tanh
    }
  }
}

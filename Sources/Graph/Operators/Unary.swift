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

  public var signature: OperandSignature {
    switch self {
    case .erf, .sigmoid, .tanh: OperandSignature(["input"])
    default: OperandSignature(["input1"])
    }
  }

  public func results(of operands: OperandList) throws(RuleViolation) -> [TensorType] {
    let operands = try Operands(operands, signature)
    try types.row(operands[0].dtype)
    return [operands[0].type]
  }

  var types: TypeTable {
    switch self {
    case .erf, .sigmoid, .tanh: Self.activations
    case .ceil, .cos, .exp, .floor, .log, .reciprocal, .rsqrt, .sin: Self.functions
    case .abs: Self.absolutes
    case .bitwiseNot: Self.bits
    case .clz: Self.words
    case .logicalNot: Self.truths
    case .identity: Self.anything
    }
  }

  private static let activations = TypeTable("input", .floats)
  private static let functions = TypeTable("input1", .floats)
  private static let absolutes = TypeTable("input1", [.int32] + .floats)
  private static let bits = TypeTable("input1", [.int8, .int16, .int32])
  private static let words = TypeTable("input1", [.int32])
  private static let truths = TypeTable("input1", [.bool])
  private static let anything = TypeTable("input1", .movable + [.int4, .int48])
}

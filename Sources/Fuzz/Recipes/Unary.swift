import Graph

// The unary operators that have no attributes, by table.
extension Unary {
  static let recipes = allCases.map { operation in
    Recipe(
      operation.kind.name, [operation.kind],
      [
        .int: operation.integerTypes.isEmpty ? 0 : 1,
        .fp: operation.isReal ? 2 : operation == .logicalNot ? 1 : 0,
        .quantizable: [.abs, .erf, .exp, .sigmoid, .tanh].contains(operation) ? 1 : 0,
      ]
    ) { $0.apply(operation) }
  }

  /// The integer types that there are kernels for, BOOL among them.
  fileprivate var integerTypes: [DType] {
    switch self {
    case .abs, .clz: [.int32]
    case .bitwiseNot: [.int8, .int16, .int32]
    case .logicalNot: [.bool]
    case .identity: [.int8, .int16, .int32, .bool]
    case .ceil, .cos, .erf, .exp, .floor, .log, .reciprocal, .rsqrt, .sigmoid, .sin, .tanh: []
    }
  }

  /// Whether it takes FP32.
  fileprivate var isReal: Bool {
    switch self {
    case .bitwiseNot, .clz, .logicalNot: false
    default: true
    }
  }
}

extension GraphBuilder {
  fileprivate mutating func apply(_ operation: Unary) -> Bool {
    if family.isReal, operation.isReal {
      let x = ordinaryOperand(of: operation)
      append(.unary(operation), [x.id], .fp32, x.shape)
      return true
    }
    var x = value(of: dice.pick(operation.integerTypes))
    // The smallest INT32 has no magnitude.
    if operation == .abs { x = narrowed(x, below: 1 << 31) }
    append(
      .unary(operation), [x.id], x.dtype, x.shape, range: operation.range(of: x),
      zeroPoint: operation == .identity ? x.zeroPoint : 0)
    return true
  }

  /// An operand for which the function has an ordinary value, most of the time.
  private mutating func ordinaryOperand(of operation: Unary) -> GraphValue {
    let x = value(of: .fp32)
    if family != .quantizable, dice.once(in: 4) { return x }
    switch operation {
    case .log, .rsqrt: return append(.unary(.abs), [x.id], .fp32, x.shape)
    case .exp: return clamp(x, -20, 20, .propagate)
    case .sin, .cos: return clamp(x, -1000, 1000, .propagate)
    default: return x
    }
  }
}

extension Unary {
  /// The numbers that integer results can be.
  fileprivate func range(of x: GraphValue) -> ClosedRange<Int> {
    switch self {
    case .abs: 0...x.magnitude(less: 0)
    case .clz: 0...32
    case .bitwiseNot: (-1 - x.range.upperBound)...(-1 - x.range.lowerBound)
    case .logicalNot: 0...1
    default: x.range
    }
  }
}

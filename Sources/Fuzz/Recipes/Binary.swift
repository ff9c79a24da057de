import Graph

// ADD and SUB of INT8 with the RESCALEs around them, and every binary operator by itself.
extension Binary {
  static let recipes =
    [
      Recipe("ADD INT8", [.add, .rescale], [.cnn: 10, .int: 4]) { $0.scaledSum(.add) },
      Recipe("SUB INT8", [.sub, .rescale], [.cnn: 3, .int: 1]) { $0.scaledSum(.sub) },
    ]
    + plain.map { kind in
      Recipe(
        kind.name, [kind],
        [
          .int: 1, .fp: fpWeight(kind), .quantizable: kind == .add ? 7 : kind == .sub ? 2 : 0,
        ]
      ) { $0.combine(kind) }
    }
    + [Recipe("POW", [.pow], [.fp: 2]) { $0.power() }]

  private static let plain: [OperatorKind] = [
    .add, .sub, .maximum, .minimum, .intDiv, .arithmeticRightShift, .logicalLeftShift,
    .logicalRightShift, .bitwiseAnd, .bitwiseOr, .bitwiseXor, .logicalAnd, .logicalOr,
    .logicalXor,
  ]

  private static func fpWeight(_ kind: OperatorKind) -> Int {
    switch kind {
    case .add: 8
    case .sub, .maximum, .minimum: 4
    case .logicalAnd, .logicalOr, .logicalXor: 1
    default: 0
    }
  }
}

extension GraphBuilder {
  // MARK: INT8 with scales

  /// Both operands scaled to INT32 with room for fractions, added, scaled back.
  fileprivate mutating func scaledSum(_ operation: Binary) -> Bool {
    let (x, y) = int8Pair()
    guard let shape = x.shape.broadcast(with: y.shape), shape.elementCount <= limits.elements
    else { return false }
    let scales = operandScales()
    let a = widen(x, by: scales.0)
    let b = widen(y, by: scales.1)
    let most = a.magnitude(less: 0) + b.magnitude(less: 0)
    let result = append(
      .binary(operation), [a.id, b.id], .int32, shape, range: .around(most))
    requantize(result, spread: (scales.0 + scales.1) * 60, perChannel: false)
    return true
  }

  /// What the operands of a sum are multiplied by: 2^19 and a relative scale, as ExecuTorch does.
  private mutating func operandScales() -> (Double, Double) {
    let relative = dice.once(in: 4) ? 1 : 0.05 + 0.95 * dice.unit()
    return dice.once(in: 2) ? (0x1p19, 0x1p19 * relative) : (0x1p19 * relative, 0x1p19)
  }

  /// Two INT8 operands of equal rank that broadcast.
  mutating func int8Pair() -> (GraphValue, GraphValue) {
    let x = activation()
    var y = partner(of: x, dtype: .int8)
    if y.uses == 0, y.zeroPoint == 0, y.id != x.id { y.zeroPoint = dice.pick(EdgeSizes.zeroPoint) }
    return dice.once(in: 4) ? (y, x) : (x, y)
  }

  // MARK: Any type

  fileprivate mutating func combine(_ kind: OperatorKind) -> Bool {
    switch kind {
    case .logicalAnd, .logicalOr, .logicalXor:
      let x = value(of: .bool)
      let operation: Binary =
        kind == .logicalAnd ? .logicalAnd : kind == .logicalOr ? .logicalOr : .logicalXor
      return join(operation, x, partner(of: x, dtype: .bool), 0...1)
    case _ where family.isReal: return combineFloats(kind)
    case .add, .sub, .maximum, .minimum: return combineWords(kind)
    case .intDiv: return divide()
    case .bitwiseAnd, .bitwiseOr, .bitwiseXor:
      let dtype = dice.pick([.int8, .int16, .int32] as [DType])
      let x = value(of: dtype)
      let operation: Binary =
        kind == .bitwiseAnd ? .bitwiseAnd : kind == .bitwiseOr ? .bitwiseOr : .bitwiseXor
      return join(operation, x, partner(of: x, dtype: dtype), dtype.fullRange)
    default: return shift(kind)
    }
  }

  /// Appends the operator if the result is not too large.
  private mutating func join(
    _ operation: Binary, _ x: GraphValue, _ y: GraphValue, _ range: ClosedRange<Int>
  ) -> Bool {
    guard let shape = x.shape.broadcast(with: y.shape), shape.elementCount <= limits.elements
    else { return false }
    append(.binary(operation), [x.id, y.id], x.dtype, shape, range: range)
    return true
  }

  private mutating func combineFloats(_ kind: OperatorKind) -> Bool {
    let x = value(of: .fp32)
    let y = partner(of: x, dtype: .fp32)
    let operation: Binary =
      switch kind {
      case .add: .add
      case .sub: .sub
      case .maximum: .maximum(nanMode: nanMode())
      default: .minimum(nanMode: nanMode())
      }
    return dice.once(in: 2) ? join(operation, x, y, 0...0) : join(operation, y, x, 0...0)
  }

  private mutating func combineWords(_ kind: OperatorKind) -> Bool {
    // Half of the range for each operand, so that no sum leaves INT32.
    let x = narrowed(value(of: .int32), below: 1 << 30)
    let y = partner(of: x, dtype: .int32, range: .around((1 << 30) - 1))
    let (a, b) = (x.range, y.range)
    switch kind {
    case .add:
      return join(.add, x, y, (a.lowerBound + b.lowerBound)...(a.upperBound + b.upperBound))
    case .sub:
      return join(.sub, x, y, (a.lowerBound - b.upperBound)...(a.upperBound - b.lowerBound))
    case .maximum:
      let low = max(a.lowerBound, b.lowerBound)
      return join(.maximum(nanMode: nanMode()), x, y, low...max(a.upperBound, b.upperBound))
    default:
      let high = min(a.upperBound, b.upperBound)
      return join(.minimum(nanMode: nanMode()), x, y, min(a.lowerBound, b.lowerBound)...high)
    }
  }

  /// INTDIV by something that is never 0: a constant, or a value brought to 1 at least. The smallest INT32
  /// has no quotient by -1.
  private mutating func divide() -> Bool {
    let x = narrowed(value(of: .int32), below: 1 << 31)
    let y: GraphValue
    if dice.once(in: 2), let found = operand(where: { $0.dtype == .int32 && $0.shape == x.shape }) {
      let one = constant(
        Tensor(numbers: [1], .int32, Shape([Int](repeating: 1, count: x.shape.rank))))
      y = append(
        .binary(.maximum(nanMode: .propagate)), [found.id, one], .int32, x.shape,
        range: 1...max(1, found.range.upperBound))
    } else {
      let range = dice.pick([1...7, -9 ... -1, 1...Int(Int32.max)] as [ClosedRange<Int>])
      y = constantValue(.int32, dice.once(in: 2) ? x.shape : smaller(x.shape), range: range)
    }
    return join(.intDiv, x, y, .around(x.magnitude(less: 0)))
  }

  /// A shift by less than the width of the type.
  private mutating func shift(_ kind: OperatorKind) -> Bool {
    let dtype = dice.pick([.int8, .int16, .int32] as [DType])
    let x = value(of: dtype)
    let width = dtype.hostSize * 8
    let y = partner(of: x, dtype: dtype, range: 0...width - 1)
    let operation: Binary =
      switch kind {
      case .logicalLeftShift: .logicalLeftShift
      case .logicalRightShift: .logicalRightShift
      default: .arithmeticRightShift(round: dice.once(in: 2))
      }
    return join(operation, x, y, dtype.fullRange)
  }

  /// POW of ordinary positive numbers: TOSA leaves open what others give.
  fileprivate mutating func power() -> Bool {
    var x = value(of: .fp32)
    x = clamp(append(.unary(.abs), [x.id], .fp32, x.shape), 0x1p-8, 0x1p8, .ignore)
    return join(.pow, x, clamp(partner(of: x, dtype: .fp32), -10, 10, .ignore), 0...0)
  }
}

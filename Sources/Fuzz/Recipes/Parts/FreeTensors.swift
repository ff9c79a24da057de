import Graph

extension GraphBuilder {
  /// A shape of any rank, few elements.
  mutating func freeShape(rank: ClosedRange<Int> = 0...6) -> Shape {
    let usual = dice.once(in: 6) || !rank.overlaps(1...4) ? rank : rank.clamped(to: 1...4)
    var sizes = [Int](repeating: 1, count: dice.integer(in: usual))
    var room = min(limits.elements, 512)
    for axis in sizes.indices.reversed() {
      sizes[axis] = dice.size(from: EdgeSizes.axis, upTo: room)
      room /= sizes[axis]
    }
    return Shape(sizes)
  }

  /// Numbers that the elements of a new integer input may be: all of the type more often than not, but
  /// for INT32, where sums need room.
  mutating func freeRange(_ dtype: DType) -> ClosedRange<Int> {
    guard dtype == .int32 else { return dtype.fullRange }
    switch dice.integer(in: 0...5) {
    case 0: return dtype.fullRange
    case 1: return 0...255
    case 2: return .around(1 << 28)
    case 3: return .around(32_768)
    default: return .around(1 << dice.integer(in: 4...22))
    }
  }

  /// A new input of any shape of these ranks.
  mutating func newInput(_ dtype: DType, rank: ClosedRange<Int> = 0...6) -> GraphValue {
    if dtype == .int8, rank.contains(4), dice.once(in: 2) { return newImage() }
    let zeroPoint = dtype == .int8 ? dice.pick(EdgeSizes.zeroPoint) : 0
    return input(dtype, freeShape(rank: rank), range: freeRange(dtype), zeroPoint: zeroPoint)
  }

  /// A value of `dtype` to read, a new input if there is none.
  mutating func value(of dtype: DType, rank: ClosedRange<Int> = 0...6) -> GraphValue {
    if values.isEmpty || (inputCount < 4 && dice.once(in: 16)) {
      return newInput(dtype, rank: rank)
    }
    return operand { $0.dtype == dtype && rank.contains($0.shape.rank) }
      ?? newInput(dtype, rank: rank)
  }

  /// An element type that the operators that only move elements carry.
  mutating func movableType() -> DType {
    switch family {
    case .cnn: .int8
    case .int: dice.pick([.int8, .int8, .int8, .int16, .int32, .int32, .bool])
    case .quantizable: .fp32
    case .fp: dice.pick([.fp32, .fp32, .fp32, .fp32, .fp32, .fp32, .int32, .bool])
    }
  }

  /// A value of a type that can be moved.
  mutating func movable(rank: ClosedRange<Int> = 0...6) -> GraphValue {
    value(of: movableType(), rank: rank)
  }

  /// A shape that broadcasts with `shape` to it: some axes 1.
  mutating func smaller(_ shape: Shape) -> Shape {
    var sizes = shape.dimensions
    let keepsLast = dice.once(in: 2)
    for axis in sizes.indices where axis != sizes.count - 1 || !keepsLast {
      if !dice.once(in: 3) { sizes[axis] = 1 }
    }
    return Shape(sizes)
  }

  /// A second operand that broadcasts with `x`: a value, `x` itself, a new input or a constant of numbers
  /// in `range`.
  mutating func partner(
    of x: GraphValue, dtype: DType, range: ClosedRange<Int>? = nil
  ) -> GraphValue {
    let range = range ?? dtype.fullRange
    let most = limits.elements
    let kind = dice.integer(in: 0...7)
    if kind >= 4,
      let y = operand(where: {
        $0.dtype == dtype && $0.id != x.id && $0.shape.broadcast(with: x.shape) != nil
          && range.contains($0.range.lowerBound) && range.contains($0.range.upperBound)
          && ($0.shape.broadcast(with: x.shape)?.elementCount ?? .max) <= most
      })
    {
      return y
    }
    if kind == 0, x.dtype == dtype, range.contains(x.range.lowerBound),
      range.contains(x.range.upperBound)
    {
      return x
    }
    let shape = dice.once(in: 2) ? x.shape : smaller(x.shape)
    if kind == 1, inputCount < 6 { return input(dtype, shape, range: range) }
    return constantValue(dtype, shape, range: range)
  }

  /// A constant of numbers in `range`, edges among them; specials among FP32 ones.
  mutating func constantValue(
    _ dtype: DType, _ shape: Shape, range: ClosedRange<Int>
  ) -> GraphValue {
    let tensor =
      dtype == .fp32
      ? floats(shape, spread: 1) : EdgeNumbers.tensor(TensorType(dtype, shape), range, &dice)
    return GraphValue(
      id: constant(tensor), type: tensor.type, range: range, zeroPoint: 0)
  }

  /// An INT32 value brought below `magnitude` by ARITHMETIC_RIGHT_SHIFT if it might be larger.
  mutating func narrowed(_ x: GraphValue, below magnitude: Int) -> GraphValue {
    let most = x.magnitude(less: 0)
    guard most >= magnitude else { return x }
    var shift = 0
    while most >> shift >= magnitude - 1 { shift += 1 }
    let amount = constant(
      Tensor(numbers: [shift], .int32, Shape([Int](repeating: 1, count: x.shape.rank))))
    let rounds = dice.once(in: 2)
    return append(
      .binary(.arithmeticRightShift(round: rounds)), [x.id, amount], .int32, x.shape,
      range: (x.range.lowerBound >> shift)...((x.range.upperBound >> shift) + 1))
  }
}

import Graph

extension Mutation {
  static let constants = [
    Mutation("zero point", 4) { $0.changeZeroPoint() },
    Mutation("factor", 6) { $0.changeFactor() },
    Mutation("constant", 4) { $0.changeConstant() },
    Mutation("input", 4) { $0.changeInput() },
  ]
}

extension CaseEdit {
  /// Another zero point of an INT8 operand or result.
  fileprivate mutating func changeZeroPoint() -> Bool {
    let block = block
    guard let index = pick(where: { !Self.zeroPoints(of: $0).isEmpty }) else { return false }
    let op = block.operators[index]
    let operand = dice.pick(Self.zeroPoints(of: op))
    guard let old = block.constant(op.inputs[operand]), old.dtype == .int8 else { return false }
    let zeroPoint = dice.once(in: 3) ? dice.integer(in: -128...127) : dice.pick(EdgeSizes.zeroPoint)
    setConstant(operand, of: index, to: Tensor(numbers: [zeroPoint], .int8, [1]))
    return true
  }

  /// The operands that are zero points.
  private static func zeroPoints(of op: Operator) -> [Int] {
    switch op.operation {
    case .rescale: [3, 4]
    case .avgPool2D, .negate: [1, 2]
    case .conv2D, .depthwiseConv2D, .conv3D, .transposeConv2D: [3]
    case .matMul: [2, 3]
    default: []
    }
  }

  /// Another multiplier and shift of a RESCALE, in one channel or all: at an end, a power of two, or near
  /// what they were.
  fileprivate mutating func changeFactor() -> Bool {
    guard
      let index = pick(where: {
        guard case .rescale = $0.operation else { return false }
        return true
      }), case .rescale(let rescale) = block.operators[index].operation
    else { return false }
    let op = block.operators[index]
    guard var multipliers = block.constant(op.inputs[1])?.integerValues?.map(Int.init),
      var shifts = block.constant(op.inputs[2])?.integerValues?.map(Int.init)
    else { return false }
    let most = rescale.scale32 ? Int(Int32.max) : Int(Int16.max)
    let kind = dice.integer(in: 0...6)
    let only = dice.integer(in: 0...multipliers.count - 1)
    for channel in multipliers.indices where dice.once(in: 2) || channel == only {
      switch kind {
      case 0: multipliers[channel] = 0
      case 1: multipliers[channel] = most
      case 2: multipliers[channel] = 1 << dice.integer(in: 0...(rescale.scale32 ? 30 : 14))
      case 3: shifts[channel] = min(62, shifts[channel] + dice.integer(in: 1...3))
      case 4: shifts[channel] = max(2, shifts[channel] - dice.integer(in: 1...3))
      case 5:
        // The same scale with fewer or more bits.
        if multipliers[channel] <= most / 2, shifts[channel] < 62 {
          multipliers[channel] *= 2
          shifts[channel] += 1
        } else if shifts[channel] > 2 {
          multipliers[channel] /= 2
          shifts[channel] -= 1
        }
      default: multipliers[channel] = min(most, max(0, multipliers[channel] ^ 1))
      }
    }
    let count: Shape = [multipliers.count]
    setConstant(
      1, of: index,
      to: Tensor(numbers: multipliers, rescale.scale32 ? .int32 : .int16, count))
    setConstant(2, of: index + 1, to: Tensor(numbers: shifts, .int8, count))
    return true
  }

  /// Weights, biases, tables or other numbers at the ends of what they were.
  fileprivate mutating func changeConstant() -> Bool {
    let block = block
    guard let index = pick(where: { !Self.numbers(of: $0, in: block).isEmpty }) else {
      return false
    }
    let op = block.operators[index]
    let operand = dice.pick(Self.numbers(of: op, in: block))
    guard let old = block.constant(op.inputs[operand]) else { return false }
    setConstant(operand, of: index, to: changed(old))
    return true
  }

  /// The operands that are constants whose values no rule looks at.
  private static func numbers(of op: Operator, in block: Block) -> [Int] {
    let free: [Int] =
      switch op.operation {
      case .conv2D, .depthwiseConv2D, .conv3D, .transposeConv2D: [1, 2]
      case .binary(.add), .binary(.sub), .binary(.maximum), .binary(.minimum), .compare: [0, 1]
      case .mul: [0, 1]
      case .table: [1]
      default: []
      }
    return free.filter { block.constant(op.inputs[$0]).map { $0.count > 0 } ?? false }
  }

  /// Numbers within the range of those that were there: one of them, their ends, or one swapped.
  private mutating func changed(_ old: Tensor) -> Tensor {
    if old.dtype == .fp32 {
      return EdgeNumbers.floats(old.type, spread: 1, hasSpecials: family == .fp, &dice)
    }
    guard var numbers = old.integerValues?.map(Int.init), let low = numbers.min(),
      let high = numbers.max()
    else { return old }
    let kind = dice.integer(in: 0...3)
    let (from, step) = (dice.integer(in: 0...numbers.count - 1), dice.integer(in: 1...7))
    switch kind {
    case 0: numbers[from] = dice.once(in: 2) ? low : high
    case 1: for index in stride(from: from, to: numbers.count, by: step) { numbers[index] = high }
    case 2: for index in stride(from: from, to: numbers.count, by: step) { numbers[index] = low }
    default:
      for index in stride(from: from, to: numbers.count, by: step) {
        numbers[index] = dice.integer(in: low...high)
      }
    }
    return Tensor(numbers: numbers, old.dtype, old.shape)
  }

  /// New numbers in one input: all of its type if it is INT8, within what they were if not.
  fileprivate mutating func changeInput() -> Bool {
    guard !item.inputs.isEmpty else { return false }
    let index = dice.integer(in: 0...item.inputs.count - 1)
    let old = item.inputs[index]
    guard old.count > 0 else { return false }
    switch old.dtype {
    case .int8, .fp32:
      item.inputs[index] =
        old.dtype == .fp32
        ? EdgeNumbers.floats(old.type, spread: 1, hasSpecials: family == .fp, &dice)
        : EdgeNumbers.tensor(old.type, old.dtype.fullRange, &dice)
    default: item.inputs[index] = changed(old)
    }
    return item.inputs[index] != old
  }
}

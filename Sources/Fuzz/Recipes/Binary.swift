import Graph

// ADD and SUB of INT8 with the RESCALEs around them.
extension Binary {
  static let recipes = [
    Recipe("ADD INT8", [.add, .rescale], [.cnn: 10, .int: 2]) { $0.sum(.add) },
    Recipe("SUB INT8", [.sub, .rescale], [.cnn: 3, .int: 1]) { $0.sum(.sub) },
  ]
}

extension GraphBuilder {
  /// Both operands scaled to INT32 with room for fractions, added, scaled back.
  fileprivate mutating func sum(_ operation: Binary) -> Bool {
    let (x, y) = int8Pair()
    guard let shape = x.shape.broadcast(with: y.shape), shape.elementCount <= limits.elements
    else { return false }
    let scales = operandScales()
    let a = widen(x, by: scales.0)
    let b = widen(y, by: scales.1)
    let most = a.magnitude(less: 0) + b.magnitude(less: 0)
    let result = append(
      .binary(operation), [a.id, b.id], .int32, shape, range: .around(most))
    let spread = (scales.0 + scales.1) * 60
    _ = requantize(result, spread: spread, perChannel: false)
    return true
  }

  /// What the operands of a sum are multiplied by: 2^19 and a relative scale, as ExecuTorch does.
  private mutating func operandScales() -> (Double, Double) {
    let relative = dice.once(in: 4) ? 1 : 0.05 + 0.95 * dice.unit()
    return dice.once(in: 2) ? (0x1p19, 0x1p19 * relative) : (0x1p19 * relative, 0x1p19)
  }

  /// RESCALE of INT8 to INT32.
  mutating func widen(_ x: GraphValue, by scale: Double) -> GraphValue {
    let magnitude = x.magnitude(less: x.zeroPoint)
    return rescale(
      x, [ScaleFactor(scale, magnitude: magnitude)], from: x.zeroPoint, as: .int32,
      perChannel: false)
  }

  /// Two INT8 operands of equal rank that broadcast: two values, a value and a constant, or one twice.
  mutating func int8Pair() -> (GraphValue, GraphValue) {
    let x = activation()
    let kind = dice.integer(in: 0...7)
    if kind > 2,
      let y = operand(where: { $0.dtype == .int8 && $0.id != x.id && $0.shape == x.shape })
    {
      return dice.once(in: 2) ? (x, y) : (y, x)
    }
    if kind == 0 { return (x, x) }
    var shape = x.shape.dimensions
    if kind % 2 == 1 {
      // A constant or an input for each channel, or one number, or a plane.
      let keepsLast = dice.once(in: 2)
      for axis in shape.indices where axis != shape.count - 1 || !keepsLast {
        if dice.once(in: 3) { continue }
        shape[axis] = 1
      }
    }
    let zeroPoint = dice.pick(EdgeSizes.zeroPoint)
    if inputCount < 6, dice.once(in: 3) {
      return (x, input(.int8, Shape(shape), zeroPoint: zeroPoint))
    }
    if kind < 4 {
      let choice = weights(Shape(shape).elementCount, zeroPoint: 0)
      let id = constant(Tensor(choice.elements, .int8, Shape(shape)))
      let y = GraphValue(
        id: id, type: TensorType(.int8, Shape(shape)), range: -128...127, zeroPoint: zeroPoint)
      return dice.once(in: 4) ? (y, x) : (x, y)
    }
    return (x, x)
  }
}

import Graph

// INT8 activations as ExecuTorch emits them: TABLEs of functions with scales, and softmax of 14 operators.
enum ActivationRecipes {
  static let recipes = [
    Recipe("activation INT8", [.table], [.cnn: 3]) { $0.activate() },
    Recipe("softmax INT8", [.reduceMax, .sub, .table, .reduceSum, .mul], [.cnn: 1]) {
      $0.softmax()
    },
  ]
}

/// A function of real numbers, with the scales and zero points of both sides.
private struct TableCurve {
  let function: (Double) -> Double
  let inputScale: Double
  let inputZeroPoint: Int
  let outputScale: Double
  let outputZeroPoint: Int

  var entries: [Int8] {
    (-128...127).map { code in
      let value = function(inputScale * Double(code - inputZeroPoint)) / outputScale
      let steps = value.rounded(.toNearestOrEven) + Double(outputZeroPoint)
      return Int8(min(max(steps, -128), 127))
    }
  }
}

extension GraphBuilder {
  /// The TABLE of a sigmoid, a tanh or a SiLU, of a tensor that nothing has read yet if there is one.
  fileprivate mutating func activate() -> Bool {
    let x = operand { $0.dtype == .int8 && $0.uses == 0 } ?? activation()
    let inputScale =
      0.5 * Double(sign: .plus, exponent: -dice.integer(in: 2...9), significand: 1)
      * (1 + dice.unit())
    let kind = dice.integer(in: 0...4)
    // In the units of AXON's own extensions, or in those of a quantizer.
    let refinement = dice.once(in: 3) ? 1 : 1 + dice.unit()
    let curve =
      switch kind {
      case 0, 1:
        TableCurve(
          function: { Elementary.sigmoid($0) }, inputScale: inputScale,
          inputZeroPoint: x.zeroPoint, outputScale: 0x1p-8 / refinement, outputZeroPoint: -128)
      case 2, 3:
        TableCurve(
          function: { Elementary.tanh($0) }, inputScale: inputScale, inputZeroPoint: x.zeroPoint,
          outputScale: 0x1p-7 / refinement,
          outputZeroPoint: refinement == 1 ? 0 : dice.integer(in: -20...20))
      default:
        TableCurve(
          function: { $0 * Elementary.sigmoid($0) }, inputScale: inputScale,
          inputZeroPoint: x.zeroPoint, outputScale: inputScale, outputZeroPoint: -100)
      }
    look(x, up: curve)
    return true
  }

  /// A linear layer of one row and softmax; now and then softmax of any tensor along any axis.
  fileprivate mutating func softmax() -> Bool {
    guard dice.once(in: 5) else {
      let x = activation()
      guard x.shape.elementCount > 0, let y = linearRow(x) else { return false }
      softmax(y, axis: 1)
      return true
    }
    guard let x = operand(where: { $0.dtype == .int8 && $0.shape.rank > 0 }) else { return false }
    softmax(x, axis: dice.integer(in: 0...x.shape.rank - 1))
    return true
  }

  private mutating func softmax(_ x: GraphValue, axis: Int) {
    // How far logits are apart, and sums of exponentials, as calibration may have seen them.
    let reach = 0.5 + 12 * dice.unit()
    let least = 1 + 3 * dice.unit()
    let most = least * (1 + 4 * dice.unit() * dice.unit())
    let (distanceScale, powerScale, sumScale) = (reach / 255, 1.0 / 255, most / 255)
    let inverseScale = 1 / (255 * least)
    let inputScale = distanceScale * (0.25 + 1.5 * dice.unit())

    let wide = widen(x, by: 0x1p19)
    let largest = widen(reduced(x, .max(nanMode: .propagate), axis: axis), by: 0x1p19)
    let most32 = wide.magnitude(less: 0) + largest.magnitude(less: 0)
    let difference = append(
      .binary(.sub), [wide.id, largest.id], .int32, x.shape, range: .around(most32))
    let distance = scaled(difference, by: inputScale / distanceScale * 0x1p-19, to: 127)
    let power = look(
      distance,
      up: TableCurve(
        function: { Elementary.exp($0) }, inputScale: distanceScale, inputZeroPoint: 127,
        outputScale: powerScale, outputZeroPoint: -128))
    let (factor, summand) = (widen(power, by: 1), widen(power, by: 1))
    let sum = reduced(summand, .sum, axis: axis)
    let total = scaled(sum, by: powerScale / sumScale, to: -128)
    let inverse = look(
      total,
      up: TableCurve(
        function: { Elementary.reciprocal($0) }, inputScale: sumScale, inputZeroPoint: -128,
        outputScale: inverseScale, outputZeroPoint: -128))
    let share = widen(inverse, by: 1)
    let product = append(
      .mul(Mul()), [factor.id, share.id, scalar(0, .int8)], .int32, x.shape,
      range: .around(factor.magnitude(less: 0) * share.magnitude(less: 0)))
    let outputScale = dice.once(in: 2) ? 0x1p-8 : 0x1p-8 * (0.2 + dice.unit())
    _ = scaled(product, by: powerScale * inverseScale / outputScale, to: -128)
  }

  /// RESCALE to INT8 by tensor.
  private mutating func scaled(_ x: GraphValue, by scale: Double, to zeroPoint: Int) -> GraphValue {
    rescale(
      x, [ScaleFactor(scale, magnitude: x.magnitude(less: 0))], to: zeroPoint, as: .int8,
      perChannel: false)
  }

  /// TABLE of INT8.
  @discardableResult
  private mutating func look(_ x: GraphValue, up curve: TableCurve) -> GraphValue {
    let table = constant(Tensor(curve.entries, .int8, [256]))
    return append(
      .table(Table()), [x.id, table], .int8, x.shape, zeroPoint: curve.outputZeroPoint)
  }
}

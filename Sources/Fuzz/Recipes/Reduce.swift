import Graph

// The mean of an INT8 tensor along an axis as ExecuTorch emits it (RESCALE, REDUCE_SUM, RESCALE, and a product
// with a constant), and every reduction by itself.
extension Reduce {
  static let recipes =
    [Recipe("mean INT8", [.reduceSum, .rescale], [.cnn: 3, .int: 1]) { $0.mean() }]
    + [
      Recipe("REDUCE_ALL", [.reduceAll], [.int: 1, .fp: 1]) { $0.reduce([.bool], .all) },
      Recipe("REDUCE_ANY", [.reduceAny], [.int: 1, .fp: 1]) { $0.reduce([.bool], .any) },
      Recipe("REDUCE_MAX", [.reduceMax], [.int: 2, .fp: 2]) {
        $0.reduce($0.orderedTypes, .max(nanMode: $0.nanMode()))
      },
      Recipe("REDUCE_MIN", [.reduceMin], [.int: 2, .fp: 2]) {
        $0.reduce($0.orderedTypes, .min(nanMode: $0.nanMode()))
      },
      Recipe("REDUCE_PRODUCT", [.reduceProduct], [.fp: 2]) { $0.reduce([.fp32], .product) },
      Recipe("REDUCE_SUM", [.reduceSum], [.int: 2, .fp: 4, .quantizable: 2]) {
        $0.reduce([$0.family.isReal ? .fp32 : .int32], .sum)
      },
    ]
}

extension GraphBuilder {
  fileprivate var orderedTypes: [DType] { family.isReal ? [.fp32] : [.int8, .int16, .int32] }

  fileprivate mutating func mean() -> Bool {
    guard let x = operand(where: { $0.dtype == .int8 && $0.shape.rank > 0 }) else { return false }
    var sums = widen(x, by: 1)
    // Both axes of an image, one after the other, or any one.
    let axes =
      x.shape.rank == 4 && dice.once(in: 2) ? [1, 2] : [dice.integer(in: 0...x.shape.rank - 1)]
    var count = 1
    for axis in axes {
      count *= sums.shape[axis]
      sums = reduced(sums, .sum, axis: axis)
    }
    let sum = requantize(sums, spread: 60 * Double(count).squareRoot(), perChannel: false)
    if dice.once(in: 2) { scaleByConstant(sum) }
    return true
  }

  /// A product with the largest INT8 constant, which brings numbers back as they are more often than not.
  private mutating func scaleByConstant(_ x: GraphValue) {
    let type = TensorType(.int8, Shape([Int](repeating: 1, count: x.shape.rank)))
    let factor = GraphValue(
      id: constant(Tensor(numbers: [127], .int8, type.shape)), type: type, range: 127...127,
      zeroPoint: -128)
    let (a, b) = (widen(x, by: 1), widen(factor, by: 1))
    let most = a.magnitude(less: 0) * b.magnitude(less: 0)
    let product = append(
      .mul(Mul()), [a.id, b.id, scalar(0, .int8)], .int32, x.shape, range: .around(most))
    if dice.once(in: 4) {
      requantize(product, spread: 15_000, perChannel: false)
    } else {
      _ = rescale(
        product, [ScaleFactor(1 / 255, magnitude: most)], to: x.zeroPoint, as: .int8,
        perChannel: false)
    }
  }

  fileprivate mutating func reduce(_ types: [DType], _ function: Reduce.Function) -> Bool {
    var x = value(of: dice.pick(types), rank: 1...6)
    let axis = dice.once(in: 2) ? x.shape.rank - 1 : dice.integer(in: 0...x.shape.rank - 1)
    if function == .sum, x.dtype == .int32 {
      // Partial sums count too.
      x = narrowed(x, below: Int(Int32.max) / x.shape[axis])
    }
    _ = reduced(x, function, axis: axis)
    return true
  }

  /// REDUCE of an axis.
  mutating func reduced(
    _ x: GraphValue, _ function: Reduce.Function, axis: Int
  ) -> GraphValue {
    var shape = x.shape
    let count = shape[axis]
    shape.dimensions[axis] = 1
    let range =
      function == .sum ? x.range.lowerBound * count...x.range.upperBound * count : x.range
    return append(
      .reduce(Reduce(function, axis: axis)), [x.id], x.dtype, shape, range: range,
      zeroPoint: x.zeroPoint)
  }
}

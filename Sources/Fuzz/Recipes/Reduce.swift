import Graph

// The mean of an INT8 tensor along an axis as ExecuTorch emits it (RESCALE, REDUCE_SUM, RESCALE), and every
// reduction by itself.
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
    requantize(sums, spread: 60 * Double(count).squareRoot(), perChannel: false)
    return true
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

  private mutating func reduced(
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

import Graph

// The mean of an INT8 tensor along an axis as ExecuTorch emits it: RESCALE, REDUCE_SUM, RESCALE.
extension Reduce {
  static let recipes = [
    Recipe("mean INT8", [.reduceSum, .rescale], [.cnn: 3, .int: 1]) { $0.mean() }
  ]
}

extension GraphBuilder {
  fileprivate mutating func mean() -> Bool {
    guard let x = operand(where: { $0.dtype == .int8 && $0.shape.rank > 0 }) else { return false }
    var sums = widen(x, by: 1)
    // Both axes of an image, one after the other, or any one.
    let axes =
      x.shape.rank == 4 && dice.once(in: 2) ? [1, 2] : [dice.integer(in: 0...x.shape.rank - 1)]
    var count = 1
    for axis in axes {
      var shape = sums.shape
      count *= shape[axis]
      let most = sums.magnitude(less: 0) * shape[axis]
      shape.dimensions[axis] = 1
      sums = append(
        .reduce(Reduce(.sum, axis: axis)), [sums.id], .int32, shape, range: .around(most))
    }
    _ = requantize(sums, spread: 60 * Double(count).squareRoot(), perChannel: false)
    return true
  }
}

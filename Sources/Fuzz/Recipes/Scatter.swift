import Graph

// SCATTER: each row replaced once at most.
extension Scatter {
  static let recipes = [
    Recipe("SCATTER", [.scatter], [.int: 2, .fp: 2]) { builder in
      let values = builder.rows()
      let (batch, count, channels) = (values.shape[0], values.shape[1], values.shape[2])
      let picks = builder.dice.integer(in: 1...min(count, 9))
      var rows: [Int] = []
      for _ in 0..<batch {
        var order = Array(0..<count)
        for index in 0..<picks {
          order.swapAt(index, builder.dice.integer(in: index...count - 1))
        }
        rows += order.prefix(picks)
      }
      let indices = builder.constant(Tensor(numbers: rows, .int32, [batch, picks]))
      let shape: Shape = [batch, picks, channels]
      let found = builder.operand { $0.dtype == values.dtype && $0.shape == shape }
      let update =
        found ?? builder.constantValue(values.dtype, shape, range: values.dtype.fullRange)
      let low = min(values.range.lowerBound, update.range.lowerBound)
      builder.append(
        .scatter(Scatter()), [values.id, indices, update.id], values.dtype, values.shape,
        range: low...max(values.range.upperBound, update.range.upperBound),
        zeroPoint: values.zeroPoint)
      return true
    }
  ]
}

import Graph

// GATHER: rows picked by a constant, an input, or the place of a maximum.
extension Gather {
  static let recipes = [
    Recipe("GATHER", [.gather], [.int: 2, .fp: 2]) { $0.gather() }
  ]
}

extension GraphBuilder {
  fileprivate mutating func gather() -> Bool {
    let values = rows()
    let (batch, count, channels) = (values.shape[0], values.shape[1], values.shape[2])
    let picks = dice.integer(in: 1...max(1, min(9, limits.elements / (batch * channels))))
    let shape: Shape = [batch, picks]
    let indices =
      operand {
        $0.dtype == .int32 && $0.shape == shape && 0...count - 1 ~= $0.range.lowerBound
          && 0...count - 1 ~= $0.range.upperBound
      }
      ?? (inputCount < 5 && dice.once(in: 2)
        ? input(.int32, shape, range: 0...count - 1)
        : constantValue(.int32, shape, range: 0...count - 1))
    append(
      .gather(Gather()), [values.id, indices.id], values.dtype, [batch, picks, channels],
      range: values.range, zeroPoint: values.zeroPoint)
    return true
  }

  /// A tensor of rank 3 that GATHER and SCATTER take.
  mutating func rows() -> GraphValue {
    let dtype: DType = family.isReal ? .fp32 : dice.pick([.int8, .int8, .int16, .int32])
    let x = value(of: dtype)
    if x.shape.rank == 3 { return x }
    let channels = x.shape.last ?? 1
    return reshape(x, [1, x.shape.elementCount / channels, channels])
  }
}

import Graph

// CLAMP: a ReLU at the zero point, a ReLU6, or any range.
extension Clamp {
  static let recipes = [
    Recipe("CLAMP", [.clamp], [.cnn: 6, .int: 4, .fp: 6, .quantizable: 5]) { builder in
      let x = builder.value(of: builder.poolType())
      if x.dtype == .fp32 {
        builder.clampFloats(x)
      } else {
        builder.clampIntegers(x)
      }
      return true
    }
  ]
}

extension GraphBuilder {
  fileprivate mutating func clampIntegers(_ x: GraphValue) {
    let full = x.dtype.fullRange
    var low = x.zeroPoint
    var high = full.upperBound
    switch dice.integer(in: 0...5) {
    case 0: low = full.lowerBound
    case 1: high = dice.integer(in: low...high)
    case 2:
      low = dice.integer(in: full)
      high = dice.integer(in: low...high)
    default: break
    }
    let clamp = Clamp(
      minimum: Tensor(numbers: [low], x.dtype, [1]).bytes,
      maximum: Tensor(numbers: [high], x.dtype, [1]).bytes)
    append(
      .clamp(clamp), [x.id], x.dtype, x.shape, range: x.range.clippedTo(low...high),
      zeroPoint: x.zeroPoint)
  }

  fileprivate mutating func clampFloats(_ x: GraphValue) {
    switch dice.integer(in: 0...3) {
    case 0: _ = clamp(x, 0, 6, nanMode())
    case 1: _ = clamp(x, -1, 1, nanMode())
    case 2:
      let low = Float(dice.normal())
      _ = clamp(x, low, dice.once(in: 4) ? low : low + Float(dice.unit()), nanMode())
    default: _ = relu(x)
    }
  }

  /// ExecuTorch's ReLU of FP32: its upper end is the largest number.
  mutating func relu(_ x: GraphValue) -> GraphValue {
    clamp(x, dice.once(in: 8) ? -0.0 : 0, .greatestFiniteMagnitude, .propagate)
  }

  /// CLAMP of FP32.
  mutating func clamp(
    _ x: GraphValue, _ low: Float, _ high: Float, _ mode: NanPropagationMode
  ) -> GraphValue {
    let clamp = Clamp(
      minimum: Tensor([low], .fp32, [1]).bytes, maximum: Tensor([high], .fp32, [1]).bytes,
      nanMode: mode)
    return append(.clamp(clamp), [x.id], .fp32, x.shape)
  }
}

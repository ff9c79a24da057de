import Graph

// PAD.
extension Pad {
  static let recipes = [
    Recipe("PAD", [.pad, .constShape], [.cnn: 3, .int: 3, .fp: 3, .quantizable: 2]) { builder in
      let x = builder.movable(rank: 1...6)
      var padding = [Int](repeating: 0, count: 2 * x.shape.rank)
      var sizes = x.shape.dimensions
      for index in padding.indices where builder.dice.once(in: 3) {
        let amount = builder.dice.integer(in: 1...3)
        guard
          Shape(sizes).elementCount / sizes[index / 2] * (sizes[index / 2] + amount)
            <= builder.limits.elements
        else { continue }
        padding[index] = amount
        sizes[index / 2] += amount
      }
      // Zero as the tensor has it, or any number.
      let number =
        builder.family == .quantizable
        ? Tensor(zeros: TensorType(.fp32, [1]))
        : x.dtype == .fp32
          ? builder.floats([1], spread: 1)
          : Tensor(
            numbers: [
              builder.dice.once(in: 2) ? x.zeroPoint : builder.dice.integer(in: x.dtype.fullRange)
            ], x.dtype, [1])
      let value = Int(number.integerValues?.first ?? 0)
      let operands = [x.id, builder.sizes(padding), builder.constant(number)]
      builder.append(
        .pad(Pad()), operands, x.dtype, Shape(sizes),
        range: min(x.range.lowerBound, value)...max(x.range.upperBound, value),
        zeroPoint: x.zeroPoint)
      return true
    }
  ]
}

import Graph

/// Reductions, ARGMAX and pooling.
enum ReductionCases {
  static func cases(seed: UInt64) -> [OperatorCase] {
    var draw = Draw(seed: seed)
    return reductions(&draw) + partialSums() + pools(&draw) + poolTies()
  }

  private static func reductions(_ draw: inout Draw) -> [OperatorCase] {
    var cases: [OperatorCase] = []
    let shapes: [Shape] = [[23], [3, 4, 5], [2, 3, 4, 5]]
    func add(
      _ name: String, _ function: Reduce.Function, _ dtype: DType, in range: ClosedRange<Int>?
    ) {
      for shape in shapes {
        for axis in shape.indices {
          var reduced = shape.dimensions
          reduced[axis] = 1
          cases.append(
            OperatorCase(
              name: "reduce-\(name)/\(dtype)-\(shape.rank)-\(axis)",
              operation: .reduce(Reduce(function, axis: axis)),
              operands: [.input(draw.tensor(dtype, shape, in: range))],
              result: TensorType(dtype, Shape(reduced))))
        }
      }
    }
    add("all", .all, .bool, in: nil)
    add("any", .any, .bool, in: nil)
    add("sum", .sum, .int32, in: -10_000_000...10_000_000)
    for dtype in [DType.int8, .int16, .int32] {
      add("max", .max(nanMode: .propagate), dtype, in: nil)
      add("min", .min(nanMode: .propagate), dtype, in: nil)
    }
    for dtype in [DType.int8, .int16] {
      for shape in shapes {
        for axis in shape.indices {
          var reduced = shape.dimensions
          reduced.remove(at: axis)
          cases.append(
            OperatorCase(
              name: "argmax/\(dtype)-\(shape.rank)-\(axis)", operation: .argMax(ArgMax(axis: axis)),
              // Few values, so that there are ties.
              operands: [.input(draw.tensor(dtype, shape, in: -2...2))],
              result: TensorType(.int32, Shape(reduced))))
        }
      }
    }
    return cases
  }

  /// Sums that leave INT32 at the end, or only on the way.
  private static func partialSums() -> [OperatorCase] {
    let (low, high) = (Int(Int32.min), Int(Int32.max))
    return [[high, 1], [high, 1, -1], [low, -1, 1], [high, 0, 0], [high, -1, 1]].enumerated().map {
      OperatorCase(
        name: "reduce-sum/edge-\($0)", operation: .reduce(Reduce(.sum, axis: 0)),
        operands: [.input(Tensor(integers: $1, .int32, [$1.count]))],
        result: TensorType(.int32, [1]))
    }
  }

  private static func pools(_ draw: inout Draw) -> [OperatorCase] {
    (0..<60).map { round in
      func axis() -> (input: Int, output: Int, kernel: Int, stride: Int, before: Int, after: Int) {
        while true {
          let (kernel, stride, output) = (
            draw.integer(1...5), draw.integer(1...3), draw.integer(1...5)
          )
          let (before, after) = (draw.integer(0...kernel - 1), draw.integer(0...kernel - 1))
          let input = (output - 1) * stride + kernel - before - after
          if input >= 1 { return (input, output, kernel, stride, before, after) }
        }
      }
      let (y, x) = (axis(), axis())
      let (batch, channels) = (draw.integer(1...2), draw.integer(1...20))
      let dtype: DType = round % 3 == 2 ? .int16 : .int8
      let kernel = Spatial2D(y: y.kernel, x: x.kernel)
      let stride = Spatial2D(y: y.stride, x: x.stride)
      let pad = Padding2D(top: y.before, bottom: y.after, left: x.before, right: x.after)
      let isMax = round % 4 == 0
      let zeros = (0..<2).map { _ in
        Tensor.number(dtype == .int8 ? draw.integer(-128...127) : 0, dtype)
      }
      return OperatorCase(
        name: "\(isMax ? "max" : "avg")-pool/\(round)-\(dtype)",
        operation: isMax
          ? .maxPool2D(MaxPool2D(kernel: kernel, stride: stride, pad: pad))
          : .avgPool2D(AvgPool2D(kernel: kernel, stride: stride, pad: pad, accType: .int32)),
        operands: [.input(draw.tensor(dtype, [batch, y.input, x.input, channels]))]
          + (isMax ? [] : zeros.map { .constant($0) }),
        result: TensorType(dtype, [batch, y.output, x.output, channels]))
    }
  }

  /// Halves on both sides of the zero point, which round away from it.
  private static func poolTies() -> [OperatorCase] {
    [(0, 0), (-128, -128), (127, 127), (12, -5)].flatMap { inputZero, outputZero in
      [Spatial2D(y: 1, x: 2), Spatial2D(y: 2, x: 3), Spatial2D(y: 4, x: 4)].map { kernel in
        let count = kernel.x * kernel.y
        // Channel c holds -60 + c once and `inputZero` otherwise: sums less zero points of every
        // remainder.
        var values = [Int](repeating: inputZero, count: count * 121)
        for channel in 0..<121 { values[channel] = -60 + channel }
        return OperatorCase(
          name: "avg-pool/ties-\(inputZero)-\(outputZero)-\(kernel.y)x\(kernel.x)",
          operation: .avgPool2D(AvgPool2D(kernel: kernel, accType: .int32)),
          operands: [
            .input(Tensor(integers: values, .int8, [1, kernel.y, kernel.x, 121])),
            .constant(.number(inputZero, .int8)), .constant(.number(outputZero, .int8)),
          ], result: TensorType(.int8, [1, 1, 1, 121]))
      }
    }
  }
}

extension ValidatedGraph {
  /// Products that an operator of the main block accumulates: convolutions and MATMUL, 0 for others.
  public func multiplyAccumulates(ofOperator index: Int) -> Int {
    main.multiplyAccumulates(ofOperator: index)
  }
}

extension Block {
  /// Products that an operator accumulates, saturating at `Int.max`.
  func multiplyAccumulates(ofOperator index: Int) -> Int {
    let op = operators[index]
    guard let output = op.outputs.first.map({ self[$0].type.shape }), op.inputs.count > 1 else {
      return 0
    }
    let (input, weight) = (self[op.inputs[0]].type.shape, self[op.inputs[1]].type.shape)
    switch op.kind {
    case .conv2D, .conv3D:
      // Each output element: the taps of a filter times the input channels.
      return output.elementCount.multipliedSaturated(
        by: Shape(Array(weight.dropFirst())).elementCount)
    case .depthwiseConv2D:
      return output.elementCount.multipliedSaturated(
        by: Shape(Array(weight.prefix(2))).elementCount)
    case .transposeConv2D:
      // Each input element times each weight of its channel.
      let weights = Shape(Array(weight.dropLast())).elementCount
      return input.elementCount.multipliedSaturated(by: weights)
    case .matMul:
      return output.elementCount.multipliedSaturated(by: input.last ?? 1)
    default:
      return 0
    }
  }

  /// Elementary steps of an operator: multiply-accumulates, elements written, and for pools,
  /// reductions and transforms the elements that they visit.
  func steps(ofOperator index: Int) -> Int {
    let op = operators[index]
    if op.operation.isConstant { return 0 }
    let written = op.outputs.reduce(0) { $0.addingSaturated(self[$1].type.shape.elementCount) }
    let read = op.inputs.first.map { self[$0].type.shape.elementCount } ?? 0
    let visited =
      switch op.operation {
      case .avgPool2D(let pool):
        written.multipliedSaturated(by: pool.kernel.y).multipliedSaturated(by: pool.kernel.x)
      case .maxPool2D(let pool):
        written.multipliedSaturated(by: pool.kernel.y).multipliedSaturated(by: pool.kernel.x)
      case .argMax, .reduce: read
      case .fft2D, .rfft2D:
        // TOSA's definition: each output element sums over a whole image.
        op.inputs.first.map {
          let image = Shape(Array(self[$0].type.shape.dropFirst())).elementCount
          return written.multipliedSaturated(by: image)
        } ?? 0
      default: multiplyAccumulates(ofOperator: index)
      }
    return written.addingSaturated(visited)
  }
}

extension Int {
  /// The sum of counts, `Int.max` where it overflows.
  func addingSaturated(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }

  /// The product of counts, `Int.max` where it overflows.
  func multipliedSaturated(by other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}

import Graph

extension BlockRewriter {
  /// Operators on two parts, put together again.
  mutating func splitOperators(_ scope: MetamorphicRelation.Scope) {
    rewriteOperators { op, rewriter in
      rewriter.admits(op, scope) && rewriter.split(op)
    }
  }

  private mutating func split(_ op: Operator) -> Bool {
    let type = original[op.outputs[0]].type
    guard type.dtype.isMovable else { return false }
    switch op.operation {
    case .conv2D: return splitFilters(op, axis: 0)
    case .depthwiseConv2D: return splitDepth(op)
    case .avgPool2D, .maxPool2D: return split(op, axis: 3, operands: [0])
    case .matMul: return split(op, axis: 1, operands: [0])
    case .reduce(let reduce):
      guard let axis = type.shape.indices.first(where: { $0 != reduce.axis && type.shape[$0] > 1 })
      else { return false }
      return split(op, axis: axis, operands: [0])
    case .rescale(let rescale) where rescale.perChannel:
      guard let axis = type.shape.indices.dropLast().first(where: { type.shape[$0] > 1 }) else {
        return false
      }
      return split(op, axis: axis, operands: [0])
    default:
      guard let count = op.elementwiseOperands(in: self),
        let axis = type.shape.indices.last(where: { type.shape[$0] > 1 })
      else { return false }
      return split(op, axis: axis, operands: Array(0..<count))
    }
  }

  /// Splits the result along `axis`, and with it those of `operands` that are as long.
  private mutating func split(_ op: Operator, axis: Int, operands: [Int]) -> Bool {
    let type = original[op.outputs[0]].type
    let size = type.shape[axis]
    guard size > 1, operands.allSatisfy({ original[op.inputs[$0]].type.dtype.isMovable }) else {
      return false
    }
    let parts = [0..<size / 2, size / 2..<size].map { range in
      var inputs = op.inputs.map(operand)
      for index in operands where original[op.inputs[index]].type.shape[axis] == size {
        inputs[index] = slice(inputs[index], axis: axis, range)
      }
      var shape = type.shape
      shape.dimensions[axis] = range.count
      return append(op.operation, inputs, TensorType(type.dtype, shape))
    }
    append(.concat(Concat(axis: axis)), parts, as: op.outputs[0])
    return true
  }

  /// CONV2D: half of the filters, then the others.
  private mutating func splitFilters(_ op: Operator, axis: Int) -> Bool {
    let type = original[op.outputs[0]].type
    let channels = type.shape[3]
    guard channels > 1, let weights = constant(op.inputs[1]), weights.dtype != .int4,
      let bias = constant(op.inputs[2])
    else { return false }
    let parts = [0..<channels / 2, channels / 2..<channels].map { range in
      var inputs = op.inputs.map(operand)
      inputs[1] = constant(weights.part(axis: axis, range))
      if bias.count > 1 { inputs[2] = constant(bias.part(axis: 0, range)) }
      var shape = type.shape
      shape.dimensions[3] = range.count
      return append(op.operation, inputs, TensorType(type.dtype, shape))
    }
    append(.concat(Concat(axis: 3)), parts, as: op.outputs[0])
    return true
  }

  /// DEPTHWISE_CONV2D: half of the input's channels with their filters, then the others.
  private mutating func splitDepth(_ op: Operator) -> Bool {
    let type = original[op.outputs[0]].type
    guard let weights = constant(op.inputs[1]), weights.dtype != .int4,
      let bias = constant(op.inputs[2]), weights.shape[2] > 1
    else { return false }
    let (channels, times) = (weights.shape[2], weights.shape[3])
    let parts = [0..<channels / 2, channels / 2..<channels].map { range in
      let made = range.lowerBound * times..<range.upperBound * times
      var inputs = op.inputs.map(operand)
      inputs[0] = slice(inputs[0], axis: 3, range)
      inputs[1] = constant(weights.part(axis: 2, range))
      if bias.count > 1 { inputs[2] = constant(bias.part(axis: 0, made)) }
      var shape = type.shape
      shape.dimensions[3] = made.count
      return append(op.operation, inputs, TensorType(type.dtype, shape))
    }
    append(.concat(Concat(axis: 3)), parts, as: op.outputs[0])
    return true
  }
}

extension Tensor {
  /// A part along one axis.
  fileprivate func part(axis: Int, _ range: Range<Int>) -> Tensor {
    var starts = [Int](repeating: 0, count: shape.rank)
    starts[axis] = range.lowerBound
    var size = shape
    size.dimensions[axis] = range.count
    return box(from: starts, size)
  }
}

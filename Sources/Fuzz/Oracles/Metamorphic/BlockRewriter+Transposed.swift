import Graph

extension BlockRewriter {
  /// Operators with their axes in reverse order, or, where images have a meaning, with height and width
  /// changed over.
  mutating func transposeOperators(_ scope: MetamorphicRelation.Scope) {
    rewriteOperators { op, rewriter in
      rewriter.admits(op, scope)
        && (rewriter.transposeElements(op) || rewriter.transposeImage(op, scope))
    }
  }

  /// Operators that go element by element, and reductions.
  private mutating func transposeElements(_ op: Operator) -> Bool {
    let rank = original[op.outputs[0]].type.shape.rank
    let type = original[op.outputs[0]].type
    guard rank > 1, type.dtype.isMovable, let count = op.elementwiseOperands(in: self),
      op.inputs.prefix(count).allSatisfy({ original[$0].type.dtype.isMovable })
    else { return false }
    let order = Array((0..<rank).reversed())
    var operation = op.operation
    if case .reduce(var reduce) = operation {
      reduce.axis = rank - 1 - reduce.axis
      operation = .reduce(reduce)
    }
    let operands =
      op.inputs.prefix(count).map { transpose(operand($0), order) }
      + op.inputs.dropFirst(count).map(operand)
    let turned = TensorType(type.dtype, Shape(type.shape.dimensions.reversed()))
    let result = append(operation, operands, turned)
    append(.transpose(Transpose(permutation: order)), [result], as: op.outputs[0])
    return true
  }

  /// Windows over images: height for width.
  private mutating func transposeImage(
    _ op: Operator, _ scope: MetamorphicRelation.Scope
  ) -> Bool {
    let type = original[op.outputs[0]].type
    // Sums of real numbers depend on the order.
    let mayReorder = scope != .real && !type.dtype.isFloat && type.dtype.isMovable
    var operands = op.inputs.map(operand)
    var operation = op.operation
    let order = [0, 2, 1, 3]
    switch op.operation {
    case .conv2D(var conv) where mayReorder:
      (conv.stride, conv.dilation) = (conv.stride.turned, conv.dilation.turned)
      conv.pad = conv.pad.turned
      guard original[op.inputs[1]].type.dtype.isMovable else { return false }
      operands[1] = transpose(operands[1], order)
      operation = .conv2D(conv)
    case .depthwiseConv2D(var conv) where mayReorder:
      (conv.stride, conv.dilation) = (conv.stride.turned, conv.dilation.turned)
      conv.pad = conv.pad.turned
      guard original[op.inputs[1]].type.dtype.isMovable else { return false }
      operands[1] = transpose(operands[1], [1, 0, 2, 3])
      operation = .depthwiseConv2D(conv)
    case .avgPool2D(var pool) where mayReorder:
      (pool.kernel, pool.stride, pool.pad) = (
        pool.kernel.turned, pool.stride.turned, pool.pad.turned
      )
      operation = .avgPool2D(pool)
    case .maxPool2D(var pool) where type.dtype.isInteger:
      (pool.kernel, pool.stride, pool.pad) = (
        pool.kernel.turned, pool.stride.turned, pool.pad.turned
      )
      operation = .maxPool2D(pool)
    default: return false
    }
    operands[0] = transpose(operands[0], order)
    let shape = Shape(order.map { type.shape[$0] })
    let result = append(operation, operands, TensorType(type.dtype, shape))
    append(.transpose(Transpose(permutation: order)), [result], as: op.outputs[0])
    return true
  }
}

extension Operator {
  /// How many of the first operands take part element by element, if the operator does nothing else along
  /// the axes: reductions, which go along one, included.
  func elementwiseOperands(in rewriter: BlockRewriter) -> Int? {
    switch operation {
    case .unary, .clamp, .table, .cast, .negate, .reduce: return 1
    case .rescale(let rescale): return rescale.perChannel ? nil : 1
    case .binary, .compare, .mul: return 2
    case .select: return 3
    default: return nil
    }
  }
}

extension Spatial2D {
  fileprivate var turned: Spatial2D { Spatial2D(y: x, x: y) }
}

extension Padding2D {
  fileprivate var turned: Padding2D {
    Padding2D(top: left, bottom: right, left: top, right: bottom)
  }
}

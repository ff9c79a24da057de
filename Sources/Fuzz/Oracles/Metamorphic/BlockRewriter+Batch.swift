import Graph

extension BlockRewriter {
  /// Operators on images, behind others in one batch: their own come out last.
  mutating func stackBatches(_ scope: MetamorphicRelation.Scope) {
    rewriteOperators { op, rewriter in
      // A layer has no batch.
      guard scope != .activations, rewriter.admits(op, scope) else { return false }
      switch op.operation {
      case .conv2D, .depthwiseConv2D, .avgPool2D, .maxPool2D, .transposeConv2D, .conv3D, .resize:
        return rewriter.stack(op)
      case .unary, .clamp, .table, .cast, .negate, .rescale:
        return rewriter.original[op.outputs[0]].type.shape.rank > 1 && rewriter.stack(op)
      default: return false
      }
    }
  }

  private mutating func stack(_ op: Operator) -> Bool {
    let (input, output) = (original[op.inputs[0]].type, original[op.outputs[0]].type)
    guard input.dtype.isMovable, output.dtype.isMovable, input.shape[0] > 0 else { return false }
    let own = operand(op.inputs[0])
    // The same images from right to left, and the last first.
    let turned = append(.reverse(Reverse(axis: max(input.shape.rank - 2, 0))), [own], input)
    let others = append(.reverse(Reverse(axis: 0)), [turned], input)
    let stacked = append(
      .concat(Concat(axis: 0)), [others, own], TensorType(input.dtype, input.shape.doubled))
    var inputs = op.inputs.map(operand)
    inputs[0] = stacked
    let results = append(op.operation, inputs, TensorType(output.dtype, output.shape.doubled))
    var start = [Int](repeating: 0, count: output.shape.rank)
    start[0] = output.shape[0]
    append(
      .slice(Slice()), [results, sizes(start), sizes(output.shape.dimensions)],
      as: op.outputs[0])
    return true
  }
}

extension Shape {
  /// The shape with twice the first axis.
  fileprivate var doubled: Shape {
    var shape = self
    shape.dimensions[0] *= 2
    return shape
  }
}

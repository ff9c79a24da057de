import Graph

// Counts of operands, types and shapes of results.
extension IllegalRule {
  static let types = [
    onOperator(
      "an operand is missing", expecting: "operands: expected",
      where: { $0.inputs.count > 1 && $0.kind != .concat }
    ) { block, index, _ in
      block.operators[index].inputs.removeLast()
      return true
    },
    onOperator(
      "an operand too many", expecting: "operands: expected",
      where: { !$0.inputs.isEmpty && $0.kind != .concat }
    ) { block, index, _ in
      block.operators[index].inputs.append(block.operators[index].inputs[0])
      return true
    },
    onOperator(
      "a result too many", expecting: "results: expected", where: { !$0.operation.isConstant }
    ) { block, index, _ in
      block.operators[index].outputs.append(TensorID(block.tensors.count))
      block.tensors.append(TensorInfo(name: "broken", type: TensorType(.int8, [1])))
      return true
    },
    onOperator(
      "a result of another size", expecting: "output: expected",
      where: { !$0.operation.isConstant }
    ) { block, index, dice in
      let op = block.operators[index]
      let id = op.outputs[0]
      guard block.isLast(op), block[id].type.shape.rank > 0 else { return false }
      let axis = dice.integer(in: 0...block[id].type.shape.rank - 1)
      block.tensors[id.index].type.shape.dimensions[axis] += 1
      return true
    },
    onOperator(
      "a result of another type", expecting: "output: expected",
      where: { !$0.operation.isConstant && $0.kind != .rescale && $0.kind != .cast }
    ) { block, index, _ in
      let op = block.operators[index]
      // MATMUL finds its accumulator in the result.
      guard block.isLast(op), op.kind != .matMul else { return false }
      let id = op.outputs[0]
      block.tensors[id.index].type.dtype = block[id].type.dtype == .int16 ? .int8 : .int16
      return true
    },
    onOperator(
      "a type that the operator does not take", expecting: "expected",
      where: { [.conv2D, .depthwiseConv2D, .avgPool2D, .maxPool2D, .table].contains($0.kind) }
    ) { block, index, _ in
      // INT32 sums instead of the INT8 operand, as if a RESCALE were missing.
      let id = TensorID(block.tensors.count)
      let shape = block[block.operators[index].inputs[0]].type.shape
      block.tensors.append(TensorInfo(name: "broken", type: TensorType(.int32, shape)))
      block.inputs.append(id)
      block.operators[index].inputs[0] = id
      return true
    },
    onOperator(
      "operands that do not broadcast", expecting: "that broadcasts with",
      where: { [.add, .sub, .mul, .maximum, .minimum].contains($0.kind) }
    ) { block, index, _ in
      var type = block[block.operators[index].inputs[1]].type
      let first = block[block.operators[index].inputs[0]].type.shape
      // An axis that the first operand does not stretch.
      guard let axis = first.indices.first(where: { first[$0] > 1 }) else { return false }
      type.shape.dimensions[axis] = first[axis] + 1
      block.operators[index].inputs[1] = TensorID(block.tensors.count)
      block.inputs.append(TensorID(block.tensors.count))
      block.tensors.append(TensorInfo(name: "broken", type: type))
      return true
    },
    onOperator(
      "a zero point that is computed", expecting: "a compile-time constant",
      where: { [.rescale, .conv2D, .depthwiseConv2D].contains($0.kind) }
    ) { block, index, _ in
      let type = block[block.operators[index].inputs[3]].type
      block.operators[index].inputs[3] = TensorID(block.tensors.count)
      block.inputs.append(TensorID(block.tensors.count))
      block.tensors.append(TensorInfo(name: "broken", type: type))
      return true
    },
  ]
}

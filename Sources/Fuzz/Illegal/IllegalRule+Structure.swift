import Graph

// What holds of any graph.
extension IllegalRule {
  static let structure = [
    IllegalRule("a name stands for two tensors", expecting: "the name stands for two tensors") {
      block, _ in
      block.tensors[block.tensors.count - 1].name = block.tensors[0].name
      return block.tensors.count > 1
    },
    IllegalRule("a tensor has no shape", expecting: "the tensor has no shape") { block, dice in
      block.tensors[dice.integer(in: 0...block.tensors.count - 1)].isUnranked = true
      return true
    },
    IllegalRule("a tensor has a size of 0", expecting: "sizes from 1") { block, _ in
      guard let input = block.inputs.first, block[input].type.shape.rank > 0 else { return false }
      block.tensors[input.index].type.shape.dimensions[0] = 0
      return true
    },
    IllegalRule("a tensor has seven axes", expecting: "rank 6 at most") { block, _ in
      guard let input = block.inputs.first else { return false }
      block.tensors[input.index].type.shape = [1, 1, 1, 1, 1, 1, 1]
      return true
    },
    IllegalRule("a tensor is beyond memory", expecting: "is larger than") { block, _ in
      guard let input = block.inputs.first else { return false }
      block.tensors[input.index].type.shape = [65_536, 65_536, 64]
      return true
    },
    IllegalRule("an input is listed twice", expecting: "is listed twice") { block, _ in
      guard let input = block.inputs.first else { return false }
      block.inputs.append(input)
      return true
    },
    IllegalRule("an output that nothing makes", expecting: "is neither an input nor made") {
      block, _ in
      block.outputs.append(TensorID(block.tensors.count))
      block.tensors.append(TensorInfo(name: "broken", type: TensorType(.int8, [1])))
      return true
    },
    IllegalRule("a tensor that does not exist", expecting: "is not one of the block's") {
      block, dice in
      let index = dice.integer(in: 0...block.operators.count - 1)
      guard !block.operators[index].inputs.isEmpty else { return false }
      block.operators[index].inputs[0] = TensorID(block.tensors.count)
      return true
    },
    onOperator(
      "an operand that nothing has made yet", expecting: "is used before",
      where: { !$0.operation.isConstant }
    ) { block, index, _ in
      let op = block.operators.remove(at: index)
      guard
        let reader = block.operators.indices.last(where: {
          block.operators[$0].inputs.contains(op.outputs[0])
        })
      else { return false }
      block.operators.insert(op, at: reader + 1)
      return true
    },
    IllegalRule("a result that is made twice", expecting: "is made a second time") { block, dice in
      block.operators.append(
        block.operators[dice.integer(in: 0...block.operators.count - 1)])
      return true
    },
    onOperator(
      "a constant without a value", expecting: "output: expected a value of",
      where: { $0.operation.isConstant }
    ) { block, index, _ in
      block.tensors[block.operators[index].outputs[0].index].value = nil
      return true
    },
    onOperator(
      "a constant whose value has another type", expecting: "output: expected a value of",
      where: { $0.kind == .const }
    ) { block, index, _ in
      let id = block.operators[index].outputs[0]
      let shape = block[id].type.shape
      block.tensors[id.index].value = Tensor(
        zeros: TensorType(block[id].type.dtype == .bool ? .fp32 : .bool, shape))
      return true
    },
  ]
}

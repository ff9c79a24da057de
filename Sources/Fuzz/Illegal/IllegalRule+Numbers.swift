import Graph

// Values of attributes and of constants.
extension IllegalRule {
  static let numbers = [
    onConstant(
      "a shift of 1 or 63", expecting: "shift: expected 2 to 62", of: [.rescale], operand: 2
    ) { _, _, dice in dice.once(in: 2) ? 1 : 63 },
    onConstant(
      "a multiplier below 0", expecting: "multiplier: expected 0 to", of: [.rescale], operand: 1
    ) { _, _, dice in dice.once(in: 2) ? -1 : -32_768 },
    onConstant(
      "a zero point of INT32", expecting: "0 for INT32", of: [.rescale], operand: 3
    ) { block, op, _ in block[op.inputs[0]].type.dtype == .int32 ? 1 : nil },
    onConstant("a shift of 64", expecting: "shift: expected 0 to", of: [.mul], operand: 2) {
      _, _, _ in 64
    },
    onConstant(
      "a slice that starts past the end", expecting: "start: expected 0 to", of: [.slice],
      operand: 1
    ) { block, op, _ in (block[op.inputs[0]].type.shape.max() ?? 0) + 1 },
    onConstant("a slice of nothing", expecting: "size: expected 1 to", of: [.slice], operand: 2) {
      _, _, _ in 0
    },
    onConstant(
      "a shape of other elements", expecting: "shape: expected the", of: [.reshape], operand: 1
    ) { block, op, _ in block[op.inputs[0]].type.shape.elementCount + 1 },
    onConstant("a border below 0", expecting: "padding: expected sizes", of: [.pad], operand: 1) {
      _, _, _ in -1
    },
    onConstant("no repetition", expecting: "multiples: expected sizes", of: [.tile], operand: 1) {
      _, _, _ in 0
    },
    onOperator(
      "a table of another length", expecting: "table: expected", where: { $0.kind == .table }
    ) { block, index, _ in
      block.replace(operand: 1, of: index) { entries in
        entries.removeLast()
        return true
      }
    },
    onOperator(
      "an axis twice", expecting: "perms: expected each axis", where: { $0.kind == .transpose }
    ) { block, index, _ in
      guard case .transpose(var transpose) = block.operators[index].operation,
        transpose.permutation.count > 1
      else { return false }
      transpose.permutation[0] = transpose.permutation[1]
      block.operators[index].operation = .transpose(transpose)
      return true
    },
    onOperator(
      "an axis past the last", expecting: "axis: expected 0 to",
      where: { $0.operation.axis != nil }
    ) { block, index, _ in
      let op = block.operators[index]
      let rank = block[op.inputs[0]].type.shape.rank
      block.operators[index].operation.axis = op.kind == .reverse ? -1 : rank
      return true
    },
    onOperator(
      "a smallest value above the largest", expecting: "max_val: expected",
      where: { $0.kind == .clamp }
    ) { block, index, _ in
      guard case .clamp(var clamp) = block.operators[index].operation,
        clamp.minimum != clamp.maximum
      else { return false }
      (clamp.minimum, clamp.maximum) = (clamp.maximum, clamp.minimum)
      block.operators[index].operation = .clamp(clamp)
      return true
    },
  ]
}

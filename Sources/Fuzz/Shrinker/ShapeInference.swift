import Graph

extension Block {
  /// The block with the types of computed tensors inferred again; nil if a rule is broken, or if a
  /// constant would have to change its size.
  func inferred() -> Block? {
    var result = self
    for op in operators where !op.operation.isConstant {
      let operands = OperandList(
        types: op.inputs.map { result[$0].type }, values: op.inputs.map { result[$0].value },
        declaredResults: op.outputs.map { result[$0].type })
      guard let types = try? op.operation.rule.results(of: operands),
        types.count == op.outputs.count
      else { return nil }
      for (id, type) in zip(op.outputs, types) { result.tensors[id.index].type = type }
    }
    return result
  }
}

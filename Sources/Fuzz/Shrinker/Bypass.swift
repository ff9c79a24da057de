import Graph

extension FuzzCase {
  /// The case without one operator, whose readers take one of its operands instead; one for each operand
  /// of the same type.
  func bypassing(_ index: Int) -> [FuzzCase] {
    let op = block.operators[index]
    guard op.outputs.count == 1, let result = op.outputs.first else { return [] }
    var seen: Set<TensorID> = []
    return op.inputs.filter { block[$0].type == block[result].type && seen.insert($0).inserted }
      .map { operand in
        var bypassed = block
        bypassed.operators.remove(at: index)
        for other in bypassed.operators.indices {
          bypassed.operators[other].inputs = bypassed.operators[other].inputs.map {
            $0 == result ? operand : $0
          }
        }
        bypassed.outputs = bypassed.outputs.map { $0 == result ? operand : $0 }
        var copy = self
        copy.block = bypassed
        return copy
      }
  }

  /// The case without operators, tensors and inputs that no output needs.
  var swept: FuzzCase {
    let block = block
    let everything = Set(block.operators.indices)
    return OperatorCut(original: self, values: [:]).keeping(everything, outputs: block.outputs)
      ?? self
  }
}

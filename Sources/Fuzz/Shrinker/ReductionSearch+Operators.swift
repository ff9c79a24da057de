import Graph

extension ReductionSearch {
  /// Cuts out the operator that goes wrong, with as little before it as still fails, and nothing after it.
  mutating func cutOut() {
    guard let index = failure.operatorIndex, best.block.operators.indices.contains(index) else {
      return
    }
    let original = best
    let cut = OperatorCut(original: original, values: failure.values)
    let outputs = original.block.operators[index].outputs
    var tried: Set<Set<Int>> = []
    for depth in [1, 2, 3, 5, 8, .max] {
      let kept = cut.cone(of: index, depth: depth)
      guard tried.insert(kept).inserted else { continue }
      if accept(cut.keeping(kept, outputs: outputs)) { return }
    }
    // The neighbours after it may be what makes an engine go wrong: fusion reaches forward.
    var kept = cut.cone(of: index, depth: .max)
    for other in original.block.operators.indices where other > index {
      let op = original.block.operators[other]
      guard !op.operation.isConstant,
        op.inputs.contains(where: { id in
          kept.contains { original.block.operators[$0].outputs.contains(id) }
        })
      else { continue }
      kept.insert(other)
      if accept(cut.keeping(kept, outputs: op.outputs)) { return }
    }
  }

  /// Leaves out one operator after the other.
  /// - Returns: whether one could go.
  mutating func removeOperators() -> Bool {
    var didRemove = false
    while best.block.outputs.count > 1 {
      let alone = best.block.outputs.map { output in
        OperatorCut(original: best, values: [:]).keeping(
          Set(best.block.operators.indices), outputs: [output])
      }
      guard alone.contains(where: { accept($0) }) else { break }
      didRemove = true
    }
    var index = best.block.operators.count - 1
    while index >= 0, hasBudget {
      index = min(index, best.block.operators.count - 1)
      guard index >= 0 else { break }
      if !best.block.operators[index].operation.isConstant, best.operatorCount > 1,
        removeOperator(index)
      {
        didRemove = true
      }
      index -= 1
    }
    return didRemove
  }

  /// Tries to do without one operator: its result given as an input, then its readers fed by an operand,
  /// then its operand taken as the output.
  private mutating func removeOperator(_ index: Int) -> Bool {
    let current = best
    let block = current.block
    let others = Set(block.operators.indices).subtracting([index])
    let op = block.operators[index]
    if block.outputs.allSatisfy({ !op.outputs.contains($0) }) {
      let cut = OperatorCut(original: current, values: failure.values)
      if accept(cut.keeping(others, outputs: block.outputs)) { return true }
    }
    for bypassed in current.bypassing(index) where accept(bypassed.swept) { return true }
    if block.outputs.contains(where: { op.outputs.contains($0) }) {
      for operand in op.inputs
      where block.producers[operand].map({ !block.operators[$0].operation.isConstant }) ?? false {
        let outputs = block.outputs.map { op.outputs.contains($0) ? operand : $0 }
        let cut = OperatorCut(original: current, values: [:])
        if accept(cut.keeping(others, outputs: outputs)) { return true }
      }
    }
    return false
  }
}

import Graph

/// The part of a case that some operators make up: tensors made elsewhere become inputs, with the values
/// they had.
struct OperatorCut {
  let original: FuzzCase
  /// What tensors held in a run, by name.
  let values: [String: Tensor]

  /// The case of the operators `kept` (constants come along), giving the tensors `outputs`.
  ///
  /// Inputs and tensors that nothing reads are left out.
  /// - Returns: nil if the value of a tensor that is cut off is unknown.
  func keeping(_ kept: Set<Int>, outputs: [TensorID]) -> FuzzCase? {
    let block = original.block
    let needed = block.operators.indices.filter {
      kept.contains($0) || block.operators[$0].operation.isConstant
    }
    var numbers: [TensorID: TensorID] = [:]
    var tensors: [TensorInfo] = []
    func number(_ id: TensorID) -> TensorID {
      if let known = numbers[id] { return known }
      let new = TensorID(tensors.count)
      tensors.append(block[id])
      numbers[id] = new
      return new
    }
    var used = Set(outputs)
    var operators: [Operator] = []
    for index in needed.reversed() {
      let op = block.operators[index]
      guard !used.isDisjoint(with: op.outputs) else { continue }
      used.formUnion(op.inputs)
      operators.append(op)
    }
    operators.reverse()
    let made = Set(operators.flatMap(\.outputs))
    var inputs: [TensorID] = []
    var inputValues: [Tensor] = []
    var known: Set<TensorID> = made
    for id in operators.flatMap(\.inputs) + outputs where known.insert(id).inserted {
      guard let value = value(of: id, in: block) else { return nil }
      inputs.append(id)
      inputValues.append(value)
    }
    let copies = operators.map { op in
      var copy = op
      copy.inputs = op.inputs.map(number)
      copy.outputs = op.outputs.map(number)
      return copy
    }
    let part = Block(
      name: block.name, tensors: [], operators: copies, inputs: inputs.map(number),
      outputs: outputs.map(number))
    var result = original
    var complete = part
    complete.tensors = tensors
    result.block = complete
    result.inputs = inputValues
    return result
  }

  /// The operator at `index` with what leads up to it, `depth` operators far.
  ///
  /// A tensor whose value is unknown is followed further back.
  func cone(of index: Int, depth: Int) -> Set<Int> {
    let block = original.block
    let producers = block.producers
    var kept: Set<Int> = []
    var front: Set<Int> = [index]
    var level = 1
    while !front.isEmpty {
      kept.formUnion(front)
      let isLast = level >= depth
      var next: Set<Int> = []
      for op in front.map({ block.operators[$0] }) {
        for id in op.inputs {
          guard let producer = producers[id], !block.operators[producer].operation.isConstant,
            !kept.contains(producer)
          else { continue }
          if !isLast || values[block[id].name] == nil { next.insert(producer) }
        }
      }
      front = next
      level += 1
    }
    return kept
  }

  private func value(of id: TensorID, in block: Block) -> Tensor? {
    if let position = block.inputs.firstIndex(of: id) { return original.inputs[position] }
    guard let value = values[block[id].name], value.type == block[id].type else { return nil }
    return value
  }
}

extension Block {
  /// The operator that makes each tensor; inputs are missing.
  var producers: [TensorID: Int] {
    var producers: [TensorID: Int] = [:]
    for (index, op) in operators.enumerated() {
      for id in op.outputs { producers[id] = index }
    }
    return producers
  }
}

/// Where every tensor of a graph lives: constants one after another, the rest by their lifetimes.
struct ArenaLayout {
  private(set) var slots: [TensorSlot] = []
  private(set) var constantOffsets: [(TensorID, Int)] = []
  private(set) var constantBytes = 0
  private(set) var arenaBytes = 0
  /// The persistent tensors by their names.
  private(set) var variables: [String: VariableSlot] = [:]

  init(_ graph: ValidatedGraph, storage: some ElementStorage) {
    let block = graph.main
    let lastUse = Self.lastUses(in: block)
    func bytes(_ id: TensorID) -> Int {
      let (bytes, overflow) = block[id].type.shape.elementCount.multipliedReportingOverflow(
        by: storage.byteCount(of: block[id].type.dtype))
      return overflow ? Int.max / 2 : bytes
    }

    var offsets = [Int](repeating: 0, count: block.tensors.count)
    var memory = MemoryPlan()
    for info in graph.graph.variables {
      guard let name = info.variableName else { continue }
      let (size, overflow) = info.type.shape.elementCount.multipliedReportingOverflow(
        by: storage.byteCount(of: info.type.dtype))
      variables[name] = VariableSlot(
        value: TensorSlot(
          type: info.type, isConstant: false,
          offset: memory.allocate(overflow ? Int.max / 2 : size)),
        flag: memory.allocate(1))
    }
    // Their memory is nobody else's.
    var isVariable = [Bool](repeating: false, count: block.tensors.count)
    for op in block.operators {
      for id in op.variableTensors {
        isVariable[id.index] = true
        offsets[id.index] =
          op.variable(in: block)?.variableName.flatMap { variables[$0] }?.value.offset ?? 0
      }
    }
    for id in block.inputs { offsets[id.index] = memory.allocate(bytes(id)) }
    for (index, op) in block.operators.enumerated() {
      if op.operation.isConstant {
        for id in op.outputs {
          offsets[id.index] = constantBytes
          constantOffsets.append((id, constantBytes))
          let (sum, overflow) = constantBytes.addingReportingOverflow(
            MemoryPlan.rounded(bytes(id)))
          constantBytes = overflow ? Int.max / 4 : sum
        }
        continue
      }
      for id in op.outputs where !isVariable[id.index] {
        offsets[id.index] = memory.allocate(bytes(id))
      }
      for id in Set(op.inputs + op.outputs)
      where lastUse[id.index] == index && graph.constant(id) == nil && !isVariable[id.index] {
        memory.release(offset: offsets[id.index], bytes: bytes(id))
      }
    }
    arenaBytes = memory.byteCount
    slots = block.tensors.indices.map { index in
      let id = TensorID(index)
      return TensorSlot(
        type: block[id].type, isConstant: graph.constant(id) != nil, offset: offsets[index])
    }
  }

  /// For each tensor the operator that needs it last: the one that made it if none reads it, none
  /// (-1 or past the end) if the graph hands it out.
  private static func lastUses(in block: Block) -> [Int] {
    var lastUse = [Int](repeating: -1, count: block.tensors.count)
    for (index, op) in block.operators.enumerated() {
      for id in op.inputs + op.outputs { lastUse[id.index] = index }
    }
    for id in block.outputs { lastUse[id.index] = block.operators.count }
    return lastUse
  }
}

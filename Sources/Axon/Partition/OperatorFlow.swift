import Graph

/// Who makes what for whom, by operators; a write of a variable and its other accesses come one after
/// another too.
struct OperatorFlow: Sendable {
  /// For each operator those that make its operands, and those that read its results.
  private(set) var producers: [[Int]]
  private(set) var consumers: [[Int]]
  /// Whether the graph hands out a result of the operator.
  private(set) var isOutput: [Bool]

  init(_ graph: ValidatedGraph) {
    let block = graph.main
    producers = Array(repeating: [], count: block.operators.count)
    consumers = producers
    isOutput = Array(repeating: false, count: block.operators.count)
    for (index, op) in block.operators.enumerated() {
      for id in op.inputs {
        guard let producer = graph.producers[id.index] else { continue }
        producers[index].append(producer)
        consumers[producer].append(index)
      }
    }
    for accesses in block.variableAccesses.values {
      // Reads may go in any order, writes may not.
      for (later, index) in accesses.enumerated() {
        for other in accesses[..<later]
        where [index, other].contains(where: { block.operators[$0].operation == .variable(.write) })
        {
          producers[index].append(other)
          consumers[other].append(index)
        }
      }
    }
    for id in block.outputs {
      if let producer = graph.producers[id.index] { isOutput[producer] = true }
    }
  }
}

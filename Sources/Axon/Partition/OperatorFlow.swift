import Graph

/// Who makes what for whom, by operators.
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
    for id in block.outputs {
      if let producer = graph.producers[id.index] { isOutput[producer] = true }
    }
  }
}

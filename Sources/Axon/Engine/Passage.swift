import Graph

/// Which tensors pass from one step of a schedule to another, or out of the graph.
struct Passage {
  /// For each tensor the first step that reads it, and whether others do too.
  private var readers: [(step: Int, isShared: Bool)?]

  init(_ division: Division, in graph: ValidatedGraph) {
    readers = Array(repeating: nil, count: graph.main.tensors.count)
    // Being handed out is being read by a step after all others.
    for id in graph.main.outputs { note(id, division.steps.count) }
    for (index, step) in division.steps.enumerated() {
      let operators =
        switch step {
        case .region(let piece): division.pieces[piece]
        case .host(let operators): operators
        case .variable(let index): [index]
        }
      for op in operators {
        for id in graph.main.operators[op].inputs { note(id, index) }
      }
    }
  }

  private mutating func note(_ id: TensorID, _ step: Int) {
    if let known = readers[id.index] {
      if known.step != step { readers[id.index] = (known.step, true) }
    } else {
      readers[id.index] = (step, false)
    }
  }

  /// Whether others need a tensor that `step` makes.
  func leaves(_ id: TensorID, step: Int) -> Bool {
    readers[id.index].map { $0.step != step || $0.isShared } ?? false
  }
}

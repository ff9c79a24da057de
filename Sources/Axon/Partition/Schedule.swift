import Graph

/// What runs one after another: regions, and pieces of CPU work between them.
struct Schedule: Sendable {
  /// One thing to run; the operators of a CPU piece are in the order of the block.
  enum Step: Sendable, Hashable {
    case region(Int)
    case host([Int])
    /// A VARIABLE_READ or VARIABLE_WRITE on the CPU.
    case variable(Int)
  }

  private(set) var steps: [Step] = []

  /// Every region and CPU operator after all that it reads; CPU operators as early as they can be, so
  /// that many of them run in one piece.
  init(_ block: Block, _ flow: OperatorFlow, regions: [[Int]], regionOf: [Int?]) {
    // Nodes: operators by index, regions after them.
    let count = block.operators.count
    func node(_ index: Int) -> Int { regionOf[index].map { count + $0 } ?? index }
    var waiting = [Int](repeating: 0, count: count + regions.count)
    var successors = [[Int]](repeating: [], count: count + regions.count)
    for index in block.operators.indices {
      for consumer in flow.consumers[index] where node(consumer) != node(index) {
        successors[node(index)].append(node(consumer))
        waiting[node(consumer)] += 1
      }
    }
    var hosts = block.operators.indices.filter { regionOf[$0] == nil && waiting[$0] == 0 }
    var ready = Array(regions.indices.filter { waiting[count + $0] == 0 }.reversed())
    var piece: [Int] = []
    while true {
      let done: Int
      if let next = hosts.popLast() {
        if !block.operators[next].operation.isConstant { piece.append(next) }
        done = next
      } else if let next = ready.popLast() {
        if !piece.isEmpty { steps.append(.host(piece.sorted())) }
        piece = []
        steps.append(.region(next))
        done = count + next
      } else {
        break
      }
      for next in successors[done] {
        waiting[next] -= 1
        guard waiting[next] == 0 else { continue }
        if next < count { hosts.append(next) } else { ready.append(next - count) }
      }
    }
    if !piece.isEmpty { steps.append(.host(piece.sorted())) }
  }
}

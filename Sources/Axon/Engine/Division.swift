import Graph

/// A graph in pieces: AXON's regions, fused groups, and what is left to the CPU.
struct Division: Sendable {
  let partition: Partition
  /// The values and nodes that `groups` are made of.
  let flow: Flow
  /// Groups that run on a kernel.
  let groups: [FusedGroup]
  /// What is fused: those groups, and what the layers of the regions take in.
  let fusions: [Fusion]
  /// What runs one after another: regions of the partition by their numbers, groups by the numbers after
  /// them, and the CPU's operators, integers apart from floats.
  let steps: [Schedule.Step]
  let pieces: [[Int]]
  /// For each operator the piece that it is in; nil for the CPU's and for constants.
  let pieceOf: [Int?]

  /// The CPU's operators.
  let hosted: [Int]

  /// - Parameter mayFuse: whether floats may run on kernels.
  init(_ graph: ValidatedGraph, options: AxonOptions, mayFuse: Bool) {
    let partition = Partition(graph, options: options)
    let flow = Flow(graph)
    let block = graph.main
    // Control flow has an order that the flow does not show.
    let isPlain = !block.operators.contains {
      switch $0.operation {
      case .condIf, .whileLoop: true
      default: false
      }
    }
    var pieceOf = partition.regionOf
    groups =
      mayFuse && isPlain && graph.hasFloats
      ? Fuser(
        flow, domain: .fp, disabled: options.disabledFusions,
        // With one result nothing leads out of a group and back, through a variable neither.
        allowsSeveralResults: partition.regions.isEmpty && graph.graph.variables.isEmpty
      ).groups : []
    for (index, group) in groups.enumerated() {
      for op in group.operators { pieceOf[op] = partition.regions.count + index }
    }
    let folded = Fuser(flow, domain: .int, disabled: options.disabledFusions).groups
      .filter { $0.isFolded(by: partition) }
    fusions =
      (groups.map { Fusion($0, arithmetic: options.arithmetic) }
      + folded.map { Fusion($0, in: partition) })
      .sorted { ($0.operators.last ?? 0) < ($1.operators.last ?? 0) }
    pieces = partition.regions + groups.map(\.operators)
    let schedule =
      groups.isEmpty
      ? partition.schedule
      : Schedule(block, OperatorFlow(graph), regions: pieces, regionOf: pieceOf)
    steps =
      isPlain
      ? schedule.steps.flatMap { $0.parts(of: block, apartFromFloats: mayFuse) } : schedule.steps
    self.partition = partition
    self.flow = flow
    self.pieceOf = pieceOf
    hosted = block.operators.indices.filter {
      pieceOf[$0] == nil && !block.operators[$0].operation.isConstant
    }
  }

}

extension FusedGroup {
  /// Whether AXON's layers in one region do all that it computes.
  fileprivate func isFolded(by partition: Partition) -> Bool {
    guard let first = operators.first, let region = partition.regionOf[first] else { return false }
    return operators.allSatisfy { partition.regionOf[$0] == region }
  }
}

extension Schedule.Step {
  /// The CPU's operators in runs that compute either with floats or without, accesses of variables apart.
  fileprivate func parts(of block: Block, apartFromFloats: Bool) -> [Schedule.Step] {
    guard case .host(let operators) = self else { return [self] }
    var parts: [Schedule.Step] = []
    var run: (hasFloats: Bool, operators: [Int]) = (false, [])
    func endRun() {
      if !run.operators.isEmpty { parts.append(.host(run.operators)) }
      run.operators = []
    }
    for index in operators {
      let op = block.operators[index]
      if case .variable(let kind) = op.operation {
        endRun()
        if kind != .declare { parts.append(.variable(index)) }
        continue
      }
      let hasFloats =
        apartFromFloats && (op.inputs + op.outputs).contains { block[$0].type.dtype.isFloat }
      if run.hasFloats != hasFloats { endRun() }
      run.hasFloats = hasFloats
      run.operators.append(index)
    }
    endRun()
    return parts
  }
}

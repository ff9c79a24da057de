/// Checks the regions that control flow names: that they exist, take and give the right tensors, and
/// nest no deeper than TOSA allows, so none contains itself.
struct RegionValidator {
  private let graph: Graph
  private var indices: [String: Int] = [:]
  /// For each region the steps of its first block without the regions it names.
  private let ownWork: [Int]
  /// For each region how deep its control flow nests and its steps with all that it names; nil until
  /// known.
  private var results: [(depth: Int, work: Int)?]

  /// - Throws: if two regions have one name, or an operator's regions do not fit it.
  init(_ graph: Graph, ownWork: [Int]) throws(InvalidInput) {
    self.graph = graph
    self.ownWork = ownWork
    results = Array(repeating: nil, count: graph.regions.count)
    for (index, region) in graph.regions.enumerated() {
      guard indices.updateValue(index, forKey: region.name) == nil else {
        throw Self.invalid("two regions are called '\(region.name)'", "regions")
      }
    }
  }

  /// Checks all that can run from region 0.
  /// - Returns: the steps of a run in which each loop runs once and each branch is taken.
  mutating func checkMain() throws(InvalidInput) -> Int {
    // Depth first with a stack of our own; a region on the stack that is named again is a cycle.
    var stack = [(region: 0, callees: try callees(of: 0), next: 0)]
    var isOnStack = [Bool](repeating: false, count: graph.regions.count)
    isOnStack[0] = true
    while var frame = stack.popLast() {
      guard frame.next < frame.callees.count else {
        isOnStack[frame.region] = false
        results[frame.region] = try result(of: frame.region, frame.callees)
        continue
      }
      let callee = frame.callees[frame.next]
      frame.next += 1
      let caller = frame.region
      stack.append(frame)
      if isOnStack[callee] {
        throw Self.invalid(
          "region '\(graph.regions[callee].name)' runs itself",
          "region '\(graph.regions[caller].name)'")
      }
      if results[callee] == nil {
        isOnStack[callee] = true
        stack.append((callee, try callees(of: callee), 0))
      }
    }
    return results[0]?.work ?? 0
  }

  private func result(
    of region: Int, _ callees: [Int]
  ) throws(InvalidInput) -> (depth: Int, work: Int) {
    var result = (depth: 0, work: ownWork[region])
    for callee in callees {
      guard let inner = results[callee] else { continue }
      result.depth = max(result.depth, inner.depth + 1)
      result.work = result.work.addingSaturated(inner.work)
    }
    guard result.depth <= Level.maximumNesting else {
      throw Self.invalid(
        "control flow nests \(result.depth) deep, level 8K allows \(Level.maximumNesting)",
        "region '\(graph.regions[region].name)'")
    }
    return result
  }

  /// The regions that the operators of a region name, each as often as it is named.
  private func callees(of region: Int) throws(InvalidInput) -> [Int] {
    guard let block = graph.regions[region].blocks.first else { return [] }
    var callees: [Int] = []
    for (index, op) in block.operators.enumerated() where op.operation.runsRegions {
      callees += try self.callees(of: op, in: block, block.subject(ofOperator: index))
    }
    return callees
  }

  private func callees(
    of op: Operator, in block: Block, _ subject: String
  ) throws(InvalidInput) -> [Int] {
    let inputs = op.inputs.map { block[$0].type }
    let outputs = op.outputs.map { block[$0].type }
    switch op.operation {
    case .condIf(let branch):
      let passed = Array(inputs.dropFirst())
      return [
        try find(branch.thenGraph, "then_graph", takes: passed, gives: outputs, subject),
        try find(branch.elseGraph, "else_graph", takes: passed, gives: outputs, subject),
      ]
    case .whileLoop(let loop):
      return [
        try find(loop.bodyGraph, "body_graph", takes: inputs, gives: inputs, subject),
        try find(loop.condGraph, "cond_graph", takes: inputs, gives: nil, subject),
      ]
    default: return []
    }
  }

  /// - Parameter results: what the region must give; nil for one BOOL.
  private func find(
    _ name: String, _ part: String, takes operands: [TensorType], gives results: [TensorType]?,
    _ subject: String
  ) throws(InvalidInput) -> Int {
    guard let index = indices[name], let block = graph.regions[index].blocks.first else {
      throw Self.invalid("\(part): expected a region of the graph, found '\(name)'", subject)
    }
    let inputs = block.inputs.map { block[$0].type }
    guard inputs == operands else {
      throw Self.invalid(
        "\(part): expected '\(name)' to take \(operands), found \(inputs)", subject)
    }
    let outputs = block.outputs.map { block[$0].type }
    let fits =
      results.map { $0 == outputs }
      ?? (outputs.count == 1 && outputs[0].dtype == .bool && outputs[0].shape.elementCount == 1)
    guard fits else {
      let expected = results.map { "\($0)" } ?? "one BOOL"
      throw Self.invalid(
        "\(part): expected '\(name)' to give \(expected), found \(outputs)", subject)
    }
    return index
  }

  private static func invalid(_ message: String, _ subject: String) -> InvalidInput {
    InvalidInput(
      .graph, message, remedy: "Export the model again; the file breaks a rule of TOSA 1.0.",
      at: InputLocation(element: subject))
  }
}

extension Operation {
  /// Whether the operator runs regions that it names: COND_IF and WHILE_LOOP.
  fileprivate var runsRegions: Bool {
    switch self {
    case .condIf, .whileLoop: true
    default: false
    }
  }
}

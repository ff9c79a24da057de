import Graph

/// Claims a graph's operators, pattern by pattern, in the order of the block.
struct Claimer {
  private let graph: ValidatedGraph
  private let options: AxonOptions
  private var context: LoweringContext
  private(set) var claims: [Claim] = []
  private(set) var claimOf: [Int?]
  private(set) var reasons: [String?]
  /// Pairs of claims between which data lies differently: they can't share a region.
  private(set) var separated: [(Int, Int)] = []

  /// For the results of layers that were claimed without their extension, why.
  private var declined: [TensorID: Rejection] = [:]

  private let hosted: [String: String]

  /// Whether parts of the graph can run apart.
  let mayDivide: Bool

  /// - Parameter hosted: variables that stay on the CPU, by their names, and why.
  init(_ graph: ValidatedGraph, options: AxonOptions, hosted: [String: String] = [:]) {
    self.graph = graph
    self.options = options
    self.hosted = hosted
    context = LoweringContext(graph, disabledFusions: options.disabledFusions)
    claimOf = Array(repeating: nil, count: graph.main.operators.count)
    reasons = Array(repeating: nil, count: graph.main.operators.count)
    // A part of its own would lose the regions of the whole.
    mayDivide = !graph.main.operators.contains { op in
      switch op.operation {
      case .condIf, .whileLoop: true
      default: false
      }
    }
  }

  mutating func claimAll() {
    guard mayDivide else {
      for (index, op) in graph.main.operators.enumerated() where !op.operation.isConstant {
        reasons[index] = "a graph with control flow runs on the CPU as a whole"
      }
      return
    }
    claimVariables()
    for (index, op) in graph.main.operators.enumerated()
    where !op.operation.isConstant && claimOf[index] == nil {
      if TensorView.isView(op.operation) {
        context.locateView(index)
        continue
      }
      do throws(Rejection) {
        if let claim = try claim(index, op) { add(claim) }
      } catch {
        reasons[index] = error.reason
      }
    }
  }

  /// Claims what persistent variable layers can keep, so that their readers find it located.
  private mutating func claimVariables() {
    let accesses = graph.main.variableAccesses
    for info in graph.graph.variables {
      guard let name = info.variableName, let operators = accesses[name] else { continue }
      do throws(Rejection) {
        if let reason = hosted[name] { throw Rejection(reason) }
        if options.disabled.contains(.variable) { throw Rejection("VARIABLE is switched off") }
        let state = try StateVariable(info, name: name, accesses: operators, in: graph.main)
        let claim = try state.claim(in: context)
        claimOf[state.write] = claims.count
        add(claim)
      } catch {
        for index in operators { reasons[index] = error.reason }
      }
    }
  }

  /// Why a claimed variable can't be renewed by what is written; nil if it can.
  func obstacle(to claim: Claim, with state: StateVariable) -> String? {
    let written = graph.main.operators[state.write].inputs[0]
    guard let new = context.located[written.index], claims[new.claim].state == nil else {
      return "its new value is not made on AXON"
    }
    guard new.arrangement.places == claim.arrangement.places,
      new.arrangement.canBeRead(as: claim.arrangement.dims)
    else { return "its new value lies otherwise on AXON than its old one" }
    return nil
  }

  /// The claim of the pattern whose main operator is at `index`; nil if no pattern has such a one.
  private mutating func claim(_ index: Int, _ op: Operator) throws(Rejection) -> Claim? {
    if options.disabled.contains(op.kind) { throw Rejection("\(op.kind) is switched off") }
    for id in op.inputs + op.outputs {
      guard context.type(id).shape.elementCount <= AxonConstraint.maximumElements else {
        throw Rejection("'\(graph.main[id].name)' is larger than any memory of an AXON device")
      }
    }
    do {
      return try lowered(index, op, context)
    } catch {
      // A layer whose extension is beyond AXON is still a layer.
      var context = context
      context.mayExtend = false
      let claim = try lowered(index, op, context)
      if let claim { declined[claim.result] = error }
      return claim
    }
  }

  private func lowered(
    _ index: Int, _ op: Operator, _ context: LoweringContext
  ) throws(Rejection) -> Claim? {
    switch op.operation {
    case .conv2D(let conv): return try conv.claim(index, in: context)
    case .depthwiseConv2D(let conv): return try conv.claim(index, in: context)
    case .avgPool2D(let pool): return try pool.claim(index, in: context)
    case .maxPool2D(let pool): return try pool.claim(index, in: context)
    case .binary(let binary): return try binary.claim(index, in: context)
    case .mul(let mul): return try mul.claim(index, in: context)
    case .reduce(let reduce): return try reduce.claim(index, in: context)
    case .concat(let concat): return try concat.claim(index, in: context)
    case .slice(let slice): return try slice.claim(index, in: context)
    case .table: throw TableReason.rejection(of: op, claims, declined, in: context)
    default: return nil
    }
  }

  private mutating func add(_ claim: Claim) {
    let index = claims.count
    claims.append(claim)
    for op in claim.operators {
      claimOf[op] = index
      reasons[op] = nil
    }
    context.locate(claim.result, claim.arrangement, claim: index)
    for operand in claim.operands {
      guard let source = context.located[operand.tensor.index] else { continue }
      let lies = source.arrangement
      let isReadable =
        lies.places == operand.arrangement.places
        && (operand.isFlat || lies.canBeRead(as: operand.arrangement.dims))
      if !isReadable { separated.append((source.claim, index)) }
    }
  }
}

/// A graph that holds to TOSA's rules; every later stage relies on it.
///
/// Of the main block it guarantees: operators are in topological order, every tensor is produced
/// once or is an input, operand counts, types and shapes fit each operator's rule, declared result
/// types are the inferred ones, compile-time constants are there where TOSA wants them, and sizes
/// stay within the limits. The same holds of every other block; regions that control flow names
/// exist, take and give what their operator does, and never run themselves.
public struct ValidatedGraph: Sendable {
  /// The graph as it was read, but for the liberties that exporters take: a `weight_zp` has one
  /// element and the limits of a CLAMP have the size of one.
  public let graph: Graph
  /// The block that runs: the first of the first region.
  public let main: Block
  /// For each tensor of ``main`` the index of the operator that makes it; nil for inputs.
  public let producers: [Int?]

  /// Checks `graph`, in time linear in its size.
  /// - Throws: the first broken rule: which operator, which tensor, what was expected.
  public init(
    _ graph: Graph, limits: ResourceLimits = .standard
  ) throws(InvalidInput) {
    guard let main = graph.regions.first?.blocks.first else {
      throw InvalidInput(
        .graph, "no block to run", remedy: "Export the model again.",
        at: InputLocation(element: "graph"))
    }
    let variables = try VariableTable(graph)
    let mainBlock = try BlockValidator(main, limits: limits, variables: variables)
    var work: [Int] = []
    for (index, region) in graph.regions.enumerated() {
      work.append(0)
      for (position, block) in region.blocks.enumerated() where index + position > 0 {
        let inner = try BlockValidator(
          block, limits: limits, variables: variables, prefix: "region '\(region.name)': ")
        if position == 0 { work[index] = inner.work }
      }
    }
    work[0] = mainBlock.work
    var regions = try RegionValidator(graph, ownWork: work)
    guard try regions.checkMain() <= limits.work else {
      throw InvalidInput(
        .limit, "a run takes more than the \(limits.work) steps allowed",
        remedy: "Use a smaller model, or raise the limit.")
    }
    let normalized = graph.normalized()
    self.graph = normalized
    self.main = normalized.regions.first?.blocks.first ?? main
    producers = mainBlock.producers
  }

  /// The value of a tensor that a CONST or CONST_SHAPE makes; nil for every other one.
  public func constant(_ id: TensorID) -> Tensor? {
    guard let producer = producers[id.index], main.operators[producer].operation.isConstant else {
      return nil
    }
    return main[id].value
  }

  /// How messages name an operator: `operator 12 (CONV2D -> 'conv1')`.
  public func subject(ofOperator index: Int) -> String { main.subject(ofOperator: index) }

  /// The inputs of the main block.
  public var inputs: [Port] {
    main.inputs.map { Port(name: main[$0].name, type: main[$0].type) }
  }

  /// The outputs of the main block.
  public var outputs: [Port] {
    main.outputs.map { Port(name: main[$0].name, type: main[$0].type) }
  }
}

extension Block {
  /// How messages name an operator: `operator 12 (CONV2D -> 'conv1')`.
  public func subject(ofOperator index: Int) -> String {
    let op = operators[index]
    let result = op.outputs.first.map { " -> '\(self[$0].name)'" } ?? ""
    return "operator \(index) (\(op.kind)\(result))"
  }
}

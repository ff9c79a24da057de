import Graph

/// Operators that run on the CPU in one piece: a graph of their own on an engine.
struct HostPart: Sendable {
  let plan: any Plan
  /// What it takes and gives, as tensors of the whole graph.
  let inputs: [TensorID]
  let outputs: [TensorID]
  /// For each operator of the part the operator of the whole.
  let origins: [Int]
  /// How the part's messages name an operator, and how the whole names it.
  private let subjects: [String: String]

  /// - Parameters:
  ///   - operators: indices of operators, constants aside, ascending.
  ///   - engines: gives what runs them.
  init(
    _ operators: [Int], _ passage: Passage, step: Int, of graph: ValidatedGraph,
    on engines: AxonEngine
  ) throws(EngineError) {
    let block = graph.main
    var origins: [Int] = []
    var inputs: [TensorID] = []
    var known: Set<TensorID> = []
    for index in operators {
      for id in block.operators[index].inputs where known.insert(id).inserted {
        if graph.constant(id) != nil, let producer = graph.producers[id.index] {
          origins.append(producer)
        } else {
          inputs.append(id)
        }
      }
      known.formUnion(block.operators[index].outputs)
      origins.append(index)
    }
    let outputs = operators.flatMap { block.operators[$0].outputs }
      .filter { passage.leaves($0, step: step) }

    var numbers: [TensorID: TensorID] = [:]
    var tensors: [TensorInfo] = []
    func number(_ id: TensorID) -> TensorID {
      if let known = numbers[id] { return known }
      let new = TensorID(tensors.count)
      tensors.append(block[id])
      numbers[id] = new
      return new
    }
    let copies = origins.map { index in
      var op = block.operators[index]
      op.inputs = op.inputs.map(number)
      op.outputs = op.outputs.map(number)
      return op
    }
    let newInputs = inputs.map(number)
    let newOutputs = outputs.map(number)
    let part = Block(
      name: block.name, tensors: tensors, operators: copies, inputs: newInputs,
      outputs: newOutputs)
    var regions = graph.graph.regions
    regions[0] = Region(
      name: regions[0].name, blocks: [part] + regions[0].blocks.dropFirst())
    let valid: ValidatedGraph
    do throws(InvalidInput) {
      valid = try ValidatedGraph(Graph(version: graph.graph.version, regions: regions))
    } catch {
      throw .internalFault(InternalFault("a part of a valid graph is invalid: \(error)"))
    }
    subjects = Dictionary(
      origins.indices.map { part in
        (valid.subject(ofOperator: part), graph.subject(ofOperator: origins[part]))
      }, uniquingKeysWith: { first, _ in first })
    let prepared: any Plan
    do {
      prepared = try engines.host(of: valid).prepare(valid)
    } catch {
      throw Self.renamed(error, subjects)
    }
    guard prepared.outputs.map(\.type) == valid.outputs.map(\.type) else {
      throw .unsupported(
        Unsupported(
          engine: AxonEngine.name, subject: graph.subject(ofOperator: operators.first ?? 0),
          reason:
            "a piece of integers and floats, which \(engines.host(of: valid).name) computes in "
            + "real numbers"))
    }
    plan = prepared
    self.inputs = inputs
    self.outputs = outputs
    self.origins = origins
  }

  /// An error of the part, said of the whole.
  func renamed(_ error: EngineError) -> EngineError { Self.renamed(error, subjects) }

  private static func renamed(
    _ error: EngineError, _ subjects: [String: String]
  ) -> EngineError {
    switch error {
    case .unsupported(var unsupported):
      unsupported.subject = subjects[unsupported.subject] ?? unsupported.subject
      return .unsupported(unsupported)
    case .unpredictable(var unpredictable):
      unpredictable.subject = subjects[unpredictable.subject] ?? unpredictable.subject
      return .unpredictable(unpredictable)
    case .invalid, .infrastructure, .internalFault:
      return error
    }
  }
}

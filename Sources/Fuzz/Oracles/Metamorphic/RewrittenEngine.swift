public import Graph

/// An engine that runs a graph written differently, and shows the tensors of the original.
///
/// ```swift
/// let split = RewrittenEngine(QuantizedEngine(), .split)
/// DifferentialOracle(subject: split, trusted: QuantizedEngine())
/// ```
public struct RewrittenEngine: Engine {
  public let base: any Engine
  public let relation: MetamorphicRelation
  public let scope: MetamorphicRelation.Scope

  /// `base` on graphs written differently by `relation`.
  public init(
    _ base: any Engine, _ relation: MetamorphicRelation, scope: MetamorphicRelation.Scope = .exact
  ) {
    self.base = base
    self.relation = relation
    self.scope = scope
  }

  public var name: String { relation.rawValue }

  public func unsupported(in graph: ValidatedGraph) -> [Unsupported] {
    do {
      guard let rewritten = try rewritten(graph) else { return [nothing] }
      return base.unsupported(in: rewritten)
    } catch {
      return []
    }
  }

  public func prepare(_ graph: ValidatedGraph) throws(EngineError) -> any Plan {
    let rewritten: ValidatedGraph?
    do {
      rewritten = try self.rewritten(graph)
    } catch {
      throw .internalFault(InternalFault("a graph written differently is not valid: \(error)"))
    }
    guard let rewritten else { throw .unsupported(nothing) }
    var producers: [String: Int] = [:]
    for (index, op) in graph.main.operators.enumerated() {
      for id in op.outputs { producers[graph.main[id].name] = index }
    }
    return RewrittenPlan(base: try base.prepare(rewritten), producers: producers)
  }

  /// The graph written differently; nil if nothing in it can be.
  func rewritten(_ graph: ValidatedGraph) throws(InvalidInput) -> ValidatedGraph? {
    var rewriter = BlockRewriter(graph.main)
    switch relation {
    case .identity: rewriter.insertIdentities(scope)
    case .transposed: rewriter.transposeOperators(scope)
    case .split: rewriter.splitOperators(scope)
    case .batch: rewriter.stackBatches(scope)
    case .requantized: rewriter.requantize(scope)
    }
    guard rewriter.changes > 0 else { return nil }
    return try ValidatedGraph(Graph(version: graph.graph.version, main: rewriter.result))
  }

  private var nothing: Unsupported {
    Unsupported(engine: name, subject: "the graph", reason: "nothing in it can be written so")
  }
}

/// The plan of the other graph, with the tensors of the original alone.
private struct RewrittenPlan: Plan {
  let base: any Plan
  /// For each tensor of the original the operator that makes it there.
  let producers: [String: Int]

  var inputs: [Port] { base.inputs }
  var outputs: [Port] { base.outputs }

  func makeSession() throws(EngineError) -> any Session {
    RewrittenSession(base: try base.makeSession(), producers: producers)
  }
}

private final class RewrittenSession: Session {
  private let base: any Session
  private let producers: [String: Int]

  init(base: any Session, producers: [String: Int]) {
    self.base = base
    self.producers = producers
  }

  func run(
    _ inputs: [Tensor], into outputs: inout [Tensor], observer: TensorObserver?
  ) throws(EngineError) {
    let translated = observer.map { observer in
      { [producers] (observation: TensorObservation) in
        guard let producer = producers[observation.name] else { return }
        var observation = observation
        observation.operatorIndex = producer
        observer(observation)
      }
    }
    try base.run(inputs, into: &outputs, observer: translated)
  }
}

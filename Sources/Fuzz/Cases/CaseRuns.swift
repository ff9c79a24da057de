public import Graph

/// The runs of one case, for all who judge it or learn from it: what one engine did is computed once.
///
/// Only engines that say they are the same (``SharedEngine``) share a run; any other runs each time.
public final class CaseRuns {
  public let candidate: FuzzCase
  public let graph: ValidatedGraph
  private var known: [ObjectIdentifier: Result<Trace, EngineError>] = [:]

  /// No run yet of `candidate`.
  /// - Parameter graph: the candidate's, validated.
  public init(_ candidate: FuzzCase, graph: ValidatedGraph) {
    self.candidate = candidate
    self.graph = graph
  }

  /// The run of `engine` on the case.
  /// - Throws: what the engine throws.
  package func trace(of engine: any Engine) throws(EngineError) -> Trace {
    guard let shared = engine as? SharedEngine else {
      return try Trace(engine, graph, candidate.inputs)
    }
    let key = ObjectIdentifier(shared)
    if let known = known[key] { return try known.get() }
    let result: Result<Trace, EngineError>
    do throws(EngineError) {
      result = .success(try Trace(shared.base, graph, candidate.inputs))
    } catch {
      result = .failure(error)
    }
    known[key] = result
    return try result.get()
  }
}

/// An engine with an identity: whoever holds the same one takes part in its runs (``CaseRuns``).
public final class SharedEngine: Engine {
  package let base: any Engine

  /// `base`, to be handed to all who need it.
  public init(_ base: any Engine) { self.base = base }

  public var name: String { base.name }

  public func unsupported(in graph: ValidatedGraph) -> [Unsupported] { base.unsupported(in: graph) }

  public func prepare(_ graph: ValidatedGraph) throws(EngineError) -> any Plan {
    try base.prepare(graph)
  }
}

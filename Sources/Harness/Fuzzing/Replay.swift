import Comparison
public import Fuzz
public import Graph

/// A repro bundle run again.
public struct Replay: Codable, Sendable, Hashable {
  /// What became of it.
  public enum Verdict: String, Codable, Sendable, Hashable {
    /// It fails as the bundle says.
    case asRecorded = "fails as recorded"
    /// It fails in another way.
    case otherwise = "fails in another way"
    /// The engines agree.
    case passes
  }

  public var verdict: Verdict
  /// The signature that the bundle records.
  public var recorded: String
  /// The signature now; nil if it passes.
  public var found: String?

  /// Runs `bundle` by the oracle that found it.
  ///
  /// - Throws: `invalid` if there is no such oracle, `unsupported` or `infrastructure` if one of its
  ///   engines can't run the graph here.
  public init(
    _ bundle: ReproBundle, options: EngineOptions = EngineOptions()
  ) throws(EngineError) {
    let oracle: NamedOracle
    let graph: ValidatedGraph
    let engines: [any Engine]
    do {
      oracle = try OracleTable.oracle(named: bundle.description.oracle, options: options)
      graph = try ValidatedGraph(bundle.fuzzCase.graph)
      engines = try OracleTable.engines(of: bundle.description.oracle, options: options)
    } catch {
      throw .invalid(error)
    }
    for engine in engines {
      if let reason = EngineRegistry.absence(of: engine.name) {
        throw .infrastructure(InfrastructureFailure(subject: engine.name, reason: reason))
      }
      if let first = engine.unsupported(in: graph).first { throw .unsupported(first) }
    }
    recorded = bundle.description.failure
    found =
      oracle.oracle.failure(of: bundle.fuzzCase, graph: graph)?
      .reducedSignature(in: bundle.fuzzCase).description
    verdict = found == nil ? .passes : found == recorded ? .asRecorded : .otherwise
  }
}

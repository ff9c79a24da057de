import Axon
import Graph

/// Engine `axon` with faults in its passes and layers.
struct FaultyAxon: Engine {
  private let base = AxonEngine()
  private let passes: [@Sendable (inout Block) -> Void]
  private let changes: [@Sendable (inout LayerCall) -> Void]

  init(_ faults: [Fault]) {
    passes = faults.compactMap { if case .pass(let pass) = $0.plant { pass } else { nil } }
    changes = faults.compactMap { if case .layer(let change) = $0.plant { change } else { nil } }
  }

  var name: String { base.name }

  func unsupported(in graph: ValidatedGraph) -> [Unsupported] { base.unsupported(in: graph) }

  func prepare(_ graph: ValidatedGraph) throws(EngineError) -> any Plan {
    var block = graph.main
    for pass in passes { pass(&block) }
    // A pass that breaks a rule would be caught by its own compiler: it does nothing then.
    let passed =
      block == graph.main ? nil : try? ValidatedGraph(Graph(main: block))
    return FaultyAxonPlan(base: try base.compile(passed ?? graph), changes: changes)
  }
}

/// A plan of engine `axon` whose regions run with faults.
private struct FaultyAxonPlan: Plan {
  let base: AxonPlan
  let changes: [@Sendable (inout LayerCall) -> Void]

  var inputs: [Port] { base.inputs }
  var outputs: [Port] { base.outputs }

  func makeSession() throws(EngineError) -> any Session {
    if changes.isEmpty { return try base.makeSession() }
    return try base.makeSession { (program) throws(EngineError) in
      do {
        return try FaultyRegion(program, changes)
      } catch {
        throw .internalFault(InternalFault("a region that runs whole can't run apart: \(error)"))
      }
    }
  }
}

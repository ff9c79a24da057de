public import Graph
import Quantized

/// Engine `axon`: what AXON can run is lowered to its layers and simulated, the rest runs on the CPU
/// as TOSA says, on engine `quantized`.
///
/// ```swift
/// let plan = try AxonEngine().compile(graph)
/// plan.report.delegatedWork        // 0.993
/// let outputs = try plan.run(inputs)
/// ```
public struct AxonEngine: Engine {
  public let options: AxonOptions

  /// An engine that may do what `options` say.
  public init(options: AxonOptions = AxonOptions()) { self.options = options }

  public var name: String { "axon" }

  public func unsupported(in graph: ValidatedGraph) -> [Unsupported] {
    do {
      _ = try compile(graph)
      return []
    } catch .unsupported(let first) {
      // All of them, where the CPU's engine can name them.
      let partition = Partition(graph, options: options)
      let delegated = Set(
        partition.regionOf.indices.filter { partition.regionOf[$0] != nil }.map {
          graph.subject(ofOperator: $0)
        })
      let all = QuantizedEngine().unsupported(in: graph)
        .filter { !delegated.contains($0.subject) }
      return all.isEmpty ? [first.by(name)] : all.map { $0.by(name) }
    } catch {
      return []
    }
  }

  public func prepare(_ graph: ValidatedGraph) throws(EngineError) -> any Plan {
    try compile(graph)
  }

  /// The same as ``prepare(_:)``, as the type that knows its partition.
  public func compile(_ graph: ValidatedGraph) throws(EngineError) -> AxonPlan {
    try AxonPlan(graph, options: options)
  }
}

extension Unsupported {
  /// The same, said of an engine that hands work to this one.
  fileprivate func by(_ engine: String) -> Unsupported {
    Unsupported(engine: engine, subject: subject, reason: "on the CPU: \(reason)")
  }
}

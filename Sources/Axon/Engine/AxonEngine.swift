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
    let partition = Partition(graph, options: options)
    let hosted = Set(
      graph.main.operators.indices.filter { partition.regionOf[$0] == nil }
        .map { graph.subject(ofOperator: $0) })
    return QuantizedEngine().unsupported(in: graph).filter { hosted.contains($0.subject) }.map {
      Unsupported(engine: name, subject: $0.subject, reason: "on the CPU: \($0.reason)")
    }
  }

  public func prepare(_ graph: ValidatedGraph) throws(EngineError) -> any Plan {
    try compile(graph)
  }

  /// The same as ``prepare(_:)``, as the type that knows its partition.
  public func compile(_ graph: ValidatedGraph) throws(EngineError) -> AxonPlan {
    do {
      return try AxonPlan(graph, options: options)
    } catch .unsupported(var unsupported) {
      unsupported.engine = name
      unsupported.reason = "on the CPU: \(unsupported.reason)"
      throw .unsupported(unsupported)
    }
  }
}

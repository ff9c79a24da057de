public import Graph
import Quantized

/// Engine `axon`: what AXON can run is lowered to its layers and simulated, the rest runs on the CPU
/// as TOSA says, on engine `quantized`.
///
/// Of an FP graph the fused patterns run on the kernels of `Kernels`, the rest on an engine that is
/// given.
///
/// ```swift
/// let plan = try AxonEngine(floating: ReferenceEngine()).compile(graph)
/// plan.report.delegatedWork        // 0.993
/// plan.fusions.map(\.pattern)      // ["RMSNorm", "PTGatedMul"]
/// let outputs = try plan.run(inputs)
/// ```
public struct AxonEngine: Engine {
  public let options: AxonOptions
  private let floating: (any Engine)?

  /// An engine that may do what `options` say.
  ///
  /// - Parameter floating: runs the operators of graphs with floats that are not fused; without one
  ///   such graphs are unsupported.
  public init(options: AxonOptions = AxonOptions(), floating: (any Engine)? = nil) {
    self.options = options
    self.floating = floating
  }

  static let name = "axon"
  public var name: String { Self.name }

  public func unsupported(in graph: ValidatedGraph) -> [Unsupported] {
    let division = Division(graph, options: options, mayFuse: floating != nil)
    let hosted = Set(division.hosted.map { graph.subject(ofOperator: $0) })
    let found = host(of: graph).unsupported(in: graph).filter { hosted.contains($0.subject) }.map {
      Unsupported(engine: name, subject: $0.subject, reason: "on the CPU: \($0.reason)")
    }
    // A piece of the graph may be left to another engine than the whole would be.
    guard floating != nil, graph.hasFloats else { return found }
    do {
      _ = try compile(graph)
      return []
    } catch .unsupported(let unsupported) {
      return found.isEmpty ? [unsupported] : found
    } catch {
      return []
    }
  }

  public func prepare(_ graph: ValidatedGraph) throws(EngineError) -> any Plan {
    try compile(graph)
  }

  /// The same as ``prepare(_:)``, as the type that knows its partition.
  public func compile(_ graph: ValidatedGraph) throws(EngineError) -> AxonPlan {
    let division = Division(graph, options: options, mayFuse: floating != nil)
    do {
      return try AxonPlan(graph, division, on: self)
    } catch .unsupported(var unsupported) {
      unsupported.engine = name
      unsupported.reason = "on the CPU: \(unsupported.reason)"
      throw .unsupported(unsupported)
    }
  }

  /// What runs the operators that AXON and the fused kernels leave, of a graph or a piece of one.
  public func host(of graph: ValidatedGraph) -> any Engine {
    guard let floating, graph.hasFloats else { return QuantizedEngine() }
    return floating
  }
}

extension ValidatedGraph {
  /// Whether a tensor of the main block is of a floating-point type.
  var hasFloats: Bool { main.tensors.contains { $0.type.dtype.isFloat } }
}

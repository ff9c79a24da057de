import Comparison
import Graph
import Reference

/// TOSA's compliance bounds of a model's outputs for given inputs.
enum ComplianceBounds {
  /// The FP64 results and bounds of every output, in order.
  /// - Throws: `unsupported` for a program, or a graph with operators that have no bounds.
  static func bounds(
    of model: Model, inputs: [Tensor]
  ) throws(EngineError) -> [Comparison.ComplianceBound] {
    guard case .graph(let graph) = model.content else {
      throw .unsupported(
        Unsupported(
          engine: "reference", subject: model.file,
          reason: "compliance bounds are defined for TOSA graphs, not for programs"))
    }
    return try PreciseEngine().run(graph, inputs).outputs.map { output in
      Comparison.ComplianceBound(precise: output.precise, bound: output.bound)
    }
  }
}

import Comparison
import Graph
import Reference

/// TOSA's compliance bounds of a model's outputs for given inputs.
enum ComplianceBounds {
  static func bounds(
    of model: Model, inputs: [Tensor]
  ) throws(EngineError) -> [ComplianceBound] {
    throw .unsupported(Unsupported(engine: "reference", subject: "model", reason: "no bounds yet"))
  }
}

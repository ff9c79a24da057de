import Axon
import Graph
import Quantized

/// A graph run on both engines with everything observed.
struct TracedPair {
  let graph: ValidatedGraph
  var quantized: [String: Tensor] = [:]
  var axon: [String: Tensor] = [:]

  init(_ graph: ValidatedGraph, inputs: [Tensor], options: AxonOptions = AxonOptions()) throws {
    self.graph = graph
    quantized = try Self.trace(QuantizedEngine(), graph, inputs)
    axon = try Self.trace(AxonEngine(options: options), graph, inputs)
  }

  private static func trace(
    _ engine: some Engine, _ graph: ValidatedGraph, _ inputs: [Tensor]
  ) throws -> [String: Tensor] {
    var seen = Dictionary(uniqueKeysWithValues: zip(graph.inputs.map(\.name), inputs))
    _ = try engine.prepare(graph).run(inputs) { seen[$0.name] = $0.tensor }
    return seen
  }

  func explain(
    scope: AxonExplanation.Scope = .differing, options: AxonOptions = AxonOptions()
  ) throws -> ExplanationReport {
    try AxonExplanation(graph, options: options).explain(
      quantized: quantized, axon: axon, scope: scope)
  }
}

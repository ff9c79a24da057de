import Axon
import Comparison
import Graph

/// Why `axon` and `quantized` differ in a check between the two, over all sets of inputs.
struct Explanation {
  private let graph: ValidatedGraph
  private let explanation: AxonExplanation
  /// Whether `axon` is the engine under test, or its opponent.
  private let isAxonFirst: Bool
  private var report = ExplanationReport(tensors: [])

  /// - Returns: nil unless the two are compared on a TOSA graph.
  init?(of check: Check, model: Model, options: EngineOptions) {
    guard case .graph(let graph) = model.content,
      Set([check.engine, check.against.name]) == ["axon", "quantized"]
    else { return nil }
    self.graph = graph
    isAxonFirst = check.engine == "axon"
    explanation = AxonExplanation(graph, options: AxonOptions(version: options.axonVersion))
  }

  /// Adds the traces of both engines for one set of inputs.
  mutating func add(
    _ trace: [TensorObservation], opponent: [TensorObservation], inputs: [Tensor]
  ) throws(EngineError) {
    let (axon, quantized) = isAxonFirst ? (trace, opponent) : (opponent, trace)
    do {
      report.add(
        try explanation.explain(
          quantized: named(quantized, inputs), axon: named(axon, inputs)))
    } catch {
      throw .invalid(error)
    }
  }

  private func named(_ trace: [TensorObservation], _ inputs: [Tensor]) -> [String: Tensor] {
    var tensors: [String: Tensor] = [:]
    for (port, tensor) in zip(graph.inputs, inputs) { tensors[port.name] = tensor }
    for observation in trace { tensors[observation.name] = observation.tensor }
    return tensors
  }

  /// What is not as `tolerance` demands, the first unexplained element in the first sentence.
  func failures(under tolerance: ExplainedTolerance) -> [String] {
    var failures: [String] = []
    for tensor in report.tensors where tensor.unexplained > 0 {
      failures.append(
        "'\(tensor.name)' of \(tensor.subject): \(tensor.unexplained) of \(tensor.differing) "
          + "differences are unexplained" + (tensor.examples.first.map { ", \($0)" } ?? ""))
    }
    for tensor in report.tensors where tensor.understoodShare > tolerance.maxShare {
      failures.append(
        "'\(tensor.name)' of \(tensor.subject): \(tensor.differing) of \(tensor.elements) elements "
          + "differ; allowed: \(Figure.short(tolerance.maxShare * 100)) %, because \(tolerance.reason)"
      )
    }
    return failures
  }

  /// The table: a line for each tensor that differs; nothing if none does.
  var lines: [String] {
    let differing = report.tensors.filter { $0.differing > 0 }
    guard !differing.isEmpty else { return [] }
    return ["why axon differs from quantized:"] + differing.map { "  \($0)" }
      + differing.flatMap { tensor in tensor.examples.map { "  \(tensor.name) \($0)" } }
  }

  /// Every tensor that AXON makes.
  var tensors: [TensorExplanation] { report.tensors }

  var properties: [Property] {
    guard report.differing > 0 else { return [] }
    let causes = report.explained.sorted { $0.key.rawValue < $1.key.rawValue }
    return causes.map { Property("explained by \($0.key.rawValue)", String($0.value)) } + [
      Property("inherited", String(report.inherited)),
      Property("unexplained", String(report.unexplained)),
    ]
  }
}

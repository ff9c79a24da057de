import Axon
import Comparison
public import Fuzz
public import Graph
import Quantized

/// Engine `axon` against engine `quantized`: values may differ where both roundings, recomputed from the
/// element's own operands, give exactly the two values seen.
public struct ExplainedOracle: FailureOracle {
  private let axon: AxonEngine
  private let axonOptions: AxonOptions

  /// An oracle over `axon` as `options` make it.
  public init(options: EngineOptions = EngineOptions()) {
    axonOptions = AxonOptions(version: options.axonVersion)
    axon = AxonEngine(options: axonOptions)
  }

  public func failure(of candidate: FuzzCase, graph: ValidatedGraph) -> Failure? {
    // First the plain comparison: most graphs agree, and errors of the engine are told there.
    let plain = DifferentialOracle(subject: axon, trusted: QuantizedEngine())
    guard let difference = plain.failure(of: candidate, graph: graph) else { return nil }
    guard difference.signature.stage == .mismatch else { return difference }
    do {
      return try unexplained(candidate, graph, difference)
    } catch {
      return Failure(
        signature: FailureSignature(stage: .run, errorKind: "not to be explained"),
        values: difference.values)
    }
  }

  private func unexplained(
    _ candidate: FuzzCase, _ graph: ValidatedGraph, _ difference: Failure
  ) throws -> Failure? {
    let trace = try Trace(axon, graph, candidate.inputs)
    let report = try AxonExplanation(graph, options: axonOptions).explain(
      quantized: difference.values, axon: trace.values)
    guard let tensor = report.tensors.first(where: { $0.unexplained > 0 }) else { return nil }
    let names = graph.main.operators.map { op in op.outputs.map { graph.main[$0].name } }
    let index = names.firstIndex { $0.contains(tensor.name) }
    let pattern: ErrorPattern? =
      if let mine = trace.values[tensor.name], let theirs = difference.values[tensor.name] {
        ErrorPattern(actual: mine, expected: theirs)
      } else { nil }
    return Failure(
      signature: FailureSignature(
        stage: .mismatch, operatorName: tensor.operation, pattern: pattern,
        rounding: .unexplained),
      operatorIndex: index, element: tensor.examples.first?.coordinates ?? [],
      values: difference.values)
  }
}

import Axon
import Comparison
public import Fuzz
public import Graph
import Quantized

/// Engine `axon` against engine `quantized`: values may differ where both roundings, recomputed from the
/// element's own operands, give exactly the two values seen.
public struct ExplainedOracle: FailureOracle {
  private let axon: any Engine
  private let axonOptions: AxonOptions
  private let plain: DifferentialOracle

  /// An oracle over `axon` as `options` make it.
  ///
  /// - Parameters:
  ///   - axon: that engine, if its runs are to be shared.
  ///   - quantized: the same of the other one.
  public init(
    options: EngineOptions = EngineOptions(), axon: (any Engine)? = nil,
    quantized: (any Engine)? = nil
  ) {
    axonOptions = options.axon
    let axon = axon ?? SharedEngine(AxonEngine(options: axonOptions))
    self.axon = axon
    plain = DifferentialOracle(subject: axon, trusted: quantized ?? QuantizedEngine())
  }

  public func failure(of candidate: FuzzCase, graph: ValidatedGraph) -> Failure? {
    failure(in: CaseRuns(candidate, graph: graph))
  }

  public func failure(in runs: CaseRuns) -> Failure? {
    // First the plain comparison: most graphs agree, and errors of the engine are told there.
    guard let difference = plain.failure(in: runs) else { return nil }
    guard difference.signature.stage == .mismatch else { return difference }
    do {
      return try unexplained(runs, difference)
    } catch {
      return Failure(
        signature: FailureSignature(stage: .run, errorKind: "not to be explained"),
        values: difference.values)
    }
  }

  private func unexplained(_ runs: CaseRuns, _ difference: Failure) throws -> Failure? {
    let graph = runs.graph
    let trace = try runs.trace(of: axon)
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

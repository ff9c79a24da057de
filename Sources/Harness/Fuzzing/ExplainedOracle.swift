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

  public var mistakeJudge: (any MistakeJudge)? { self }

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
      var failure = difference
      failure.signature.errorKind = "not to be explained"
      return failure
    }
  }

  private func unexplained(_ runs: CaseRuns, _ difference: Failure) throws -> Failure? {
    let graph = runs.graph
    let trace = try runs.trace(of: axon)
    let report = try AxonExplanation(graph, options: axonOptions).explain(
      quantized: difference.values, axon: trace.values, examples: .max)
    guard let tensor = report.tensors.first(where: { $0.unexplained > 0 }),
      let mine = trace.values[tensor.name], let theirs = difference.values[tensor.name]
    else { return nil }
    let verdict = RuleVerdict(tensor, axon: mine, quantized: theirs)
    let names = graph.main.operators.map { op in op.outputs.map { graph.main[$0].name } }
    var failure = Failure(
      signature: FailureSignature(
        stage: .mismatch, operatorName: tensor.operation, attributes: verdict.culprits,
        pattern: verdict.pattern, rounding: .unexplained),
      operatorIndex: names.firstIndex { $0.contains(tensor.name) },
      element: tensor.examples.first?.coordinates ?? [],
      differing: Set(tensor.examples.map { mine.shape.flatIndex(of: $0.coordinates) }),
      actual: verdict.actual, expected: verdict.expected, values: difference.values)
    failure.observed = verdict.isQuantized ? difference.values : trace.values
    return failure
  }
}

extension ExplainedOracle: MistakeJudge {
  // What an engine's own rule gives is exact.
  public var slack: Double { 0 }

  public func isRight(
    _ name: String, of failure: Failure, for graph: ValidatedGraph, _ inputs: [Tensor]
  ) -> Bool {
    let isQuantized = RuleVerdict.isQuantized(failure.signature)
    guard let actual = failure.actual,
      let other = try? Trace(isQuantized ? axon : plain.trusted, graph, inputs).values
    else { return false }
    var observed = failure.observed
    for (port, input) in zip(graph.inputs, inputs) { observed[port.name] = input }
    observed[name] = actual
    let report = try? AxonExplanation(graph, options: axonOptions).explain(
      quantized: isQuantized ? observed : other, axon: isQuantized ? other : observed)
    return report?.tensors.first { $0.name == name }?.unexplained == 0
  }
}

import Comparison
public import Graph

/// An engine judged operator by operator: each gets the very operands that it had in the run, and its
/// result is compared with what another engine makes of them.
///
/// So errors do not add up along the graph, and a tolerance of one rounding is enough: an integer
/// engine can be judged by one that computes in real numbers, however deep the graph is.
/// Operators whose operands the engine does not show are not judged.
public struct OperatorOracle: FailureOracle {
  /// The engine under test.
  public let subject: any Engine
  /// The engine that is trusted, operator by operator.
  public let trusted: any Engine

  /// An oracle that judges `subject` by `trusted`.
  public init(subject: any Engine, trusted: any Engine) {
    self.subject = subject
    self.trusted = trusted
  }

  public func failure(of candidate: FuzzCase, graph: ValidatedGraph) -> Failure? {
    let run: Trace
    do throws(EngineError) {
      run = try Trace(subject, graph, candidate.inputs)
    } catch {
      return DifferentialOracle.failure(of: error, [:])
    }
    let cut = OperatorCut(
      original: FuzzCase(graph: graph.graph, inputs: candidate.inputs), values: run.values)
    for (index, op) in graph.main.operators.enumerated() where !op.operation.isConstant {
      guard let expected = results(ofOperator: index, cut) else { continue }
      for (id, theirs) in zip(op.outputs, expected) {
        guard let mine = run.values[graph.main[id].name] else { continue }
        if let failure = judge(mine, theirs, index: index, in: graph.main, run.values) {
          return failure
        }
      }
    }
    return nil
  }

  /// What the trusted engine makes of one operator's operands; nil if they are unknown, or if it can't.
  private func results(ofOperator index: Int, _ cut: OperatorCut) -> [Tensor]? {
    let op = cut.original.block.operators[index]
    guard let single = cut.keeping([index], outputs: op.outputs),
      let graph = try? ValidatedGraph(single.graph)
    else { return nil }
    return try? trusted.prepare(graph).run(single.inputs)
  }

  private func judge(
    _ mine: Tensor, _ theirs: Tensor, index: Int, in block: Block, _ values: [String: Tensor]
  ) -> Failure? {
    let op = block.operators[index]
    let tolerance = OperatorTolerance.of(op, in: block)
    guard mine.shape == theirs.shape,
      let first = zip(mine.realValues, theirs.realValues).enumerated().first(where: {
        !tolerance.admits($0.element.0, $0.element.1)
          && !($0.element.0.isNaN && $0.element.1.isNaN)
      })?.offset
    else { return nil }
    return Failure(
      signature: FailureSignature(
        stage: .mismatch, operatorName: "\(op.kind)", attributes: OperatorTraits.of(op, in: block),
        pattern: ErrorPattern(actual: mine, expected: theirs, tolerance: tolerance.absolute)),
      operatorIndex: index, element: mine.shape.coordinates(ofFlatIndex: first), values: values)
  }
}

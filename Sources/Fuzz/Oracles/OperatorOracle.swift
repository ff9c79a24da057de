import Comparison
public import Graph

/// An engine judged operator by operator: each gets the very operands that it had in the run, and its
/// result is compared with what another engine makes of them.
///
/// So errors do not add up along the graph, and a tolerance of one rounding is enough: an integer
/// engine can be judged by one that computes in real numbers, however deep the graph is.
/// An operator whose operands the engine does not show, because it fuses, is taken together with those
/// before it that they come from.
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

  public var mistakeJudge: (any MistakeJudge)? { self }

  public func failure(of candidate: FuzzCase, graph: ValidatedGraph) -> Failure? {
    failure(in: CaseRuns(candidate, graph: graph))
  }

  public func failure(in runs: CaseRuns) -> Failure? {
    let (candidate, graph) = (runs.candidate, runs.graph)
    let run: Trace
    do throws(EngineError) {
      run = try runs.trace(of: subject)
    } catch {
      return DifferentialOracle.failure(of: error, [:])
    }
    let cut = OperatorCut(
      original: FuzzCase(graph: graph.graph, inputs: candidate.inputs), values: run.values)
    for (index, op) in graph.main.operators.enumerated()
    where !op.operation.isConstant && op.outputs.contains(where: { run.shows($0, in: graph.main) })
    {
      let kept = cut.cone(of: index, depth: 1)
      guard let expected = results(of: kept, outputs: op.outputs, cut) else { continue }
      var tolerance = OperatorTolerance.of(op, in: graph.main)
      // Fused operators may round once more, and in another way.
      if kept.count > 1 { tolerance.absolute += 1 }
      for (id, theirs) in zip(op.outputs, expected) {
        guard let mine = run.values[graph.main[id].name] else { continue }
        if let failure = judge(mine, theirs, tolerance, index, in: graph.main, run.values) {
          return failure
        }
      }
    }
    return nil
  }

  /// What the trusted engine makes of some operators' operands; nil if they are unknown, or if it can't.
  private func results(
    of kept: Set<Int>, outputs: [TensorID], _ cut: OperatorCut
  ) -> [Tensor]? {
    guard let part = cut.keeping(kept, outputs: outputs),
      let graph = try? ValidatedGraph(part.graph)
    else { return nil }
    return try? trusted.prepare(graph).run(part.inputs)
  }

  private func judge(
    _ mine: Tensor, _ theirs: Tensor, _ tolerance: OperatorTolerance, _ index: Int,
    in block: Block, _ values: [String: Tensor]
  ) -> Failure? {
    let op = block.operators[index]
    guard mine.shape == theirs.shape else { return nil }
    let range = mine.dtype.integerRange.map { Double($0.lowerBound)...Double($0.upperBound) }
    let differing = zip(mine.realValues, theirs.realValues).enumerated().compactMap {
      (element, numbers) in
      !tolerance.admits(numbers.0, numbers.1) && !(numbers.0.isNaN && numbers.1.isNaN)
        // Integers wrap where TOSA keeps the low bits, as in a shift to the left; real numbers don't.
        && range?.contains(numbers.1) != false ? element : nil
    }
    guard let first = differing.first else { return nil }
    return Failure(
      signature: FailureSignature(
        stage: .mismatch, operatorName: "\(op.kind)", attributes: OperatorTraits.of(op, in: block),
        pattern: ErrorPattern(actual: mine, expected: theirs, tolerance: tolerance.magnitude)),
      operatorIndex: index, element: mine.shape.coordinates(ofFlatIndex: first),
      differing: Set(differing), actual: mine, expected: theirs, values: values)
  }
}

extension OperatorOracle: MistakeJudge {
  public var slack: Double { 0.5 }

  public func isRight(
    _ name: String, of failure: Failure, for graph: ValidatedGraph, _ inputs: [Tensor]
  ) -> Bool {
    let block = graph.main
    guard let actual = failure.actual,
      let index = block.operators.firstIndex(where: {
        $0.outputs.first.map { block[$0].name } == name
      })
    else { return false }
    let op = block.operators[index]
    let cut = OperatorCut(
      original: FuzzCase(graph: graph.graph, inputs: inputs), values: failure.values)
    let kept = cut.cone(of: index, depth: 1)
    guard let right = results(of: kept, outputs: op.outputs, cut)?.first,
      right.count == actual.count
    else { return false }
    // A mistake that only rounds more coarsely explains nothing.
    var tolerance = OperatorTolerance.of(op, in: block)
    if tolerance.direction == .nearest { tolerance.absolute = min(tolerance.absolute, slack) }
    return zip(actual.realValues, right.realValues).allSatisfy { tolerance.admits($0, $1) }
  }
}

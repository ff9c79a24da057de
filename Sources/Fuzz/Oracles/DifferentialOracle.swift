public import Comparison
public import Graph

/// Two engines that must agree on every tensor that both show.
///
/// What they differ in is told by the first operator whose result is further apart than the tolerance.
public struct DifferentialOracle: FailureOracle {
  /// The engine under test.
  public let subject: any Engine
  /// The engine that is trusted; reductions take tensors' values from its run.
  public let trusted: any Engine
  /// How far apart they may be.
  public let tolerance: Tolerance

  /// An oracle that compares `subject` with `trusted`.
  public init(
    subject: any Engine, trusted: any Engine, tolerance: Tolerance = .exactIntegers
  ) {
    self.subject = subject
    self.trusted = trusted
    self.tolerance = tolerance
  }

  public var mistakeJudge: (any MistakeJudge)? { self }

  public func failure(of candidate: FuzzCase, graph: ValidatedGraph) -> Failure? {
    failure(in: CaseRuns(candidate, graph: graph))
  }

  public func failure(in runs: CaseRuns) -> Failure? {
    // A trusted engine that can't run the graph judges nothing.
    guard let expected = try? runs.trace(of: trusted) else { return nil }
    do {
      return try difference(try runs.trace(of: subject), expected, in: runs.graph)
    } catch {
      return Self.failure(of: error, expected.values)
    }
  }

  private func difference(
    _ actual: Trace, _ expected: Trace, in graph: ValidatedGraph
  ) throws(EngineError) -> Failure? {
    let divergence: Divergence?
    do {
      divergence = try Divergence.first(
        in: graph.main, actual: actual.observations, expected: expected.observations,
        tolerance: tolerance)
    } catch {
      throw .internalFault(InternalFault("engines disagree on a shape: \(error)"))
    }
    guard let divergence, let mine = actual.values[divergence.tensor],
      let theirs = expected.values[divergence.tensor]
    else { return nil }
    let index =
      graph.main.operators.indices.contains(divergence.operatorIndex)
      ? divergence.operatorIndex : nil
    let isOffByOne = !mine.dtype.isFloat && divergence.metrics.maxAbsolute <= 1
    return Failure(
      signature: FailureSignature(
        stage: .mismatch, operatorName: index.map { "\(graph.main.operators[$0].kind)" },
        attributes: index.map { OperatorTraits.of(graph.main.operators[$0], in: graph.main) } ?? [],
        pattern: ErrorPattern(actual: mine, expected: theirs),
        rounding: isOffByOne ? .unexplained : .notRounding),
      operatorIndex: index, element: divergence.metrics.first?.coordinates ?? [],
      differing: Set(mine.differences(from: theirs)), actual: mine, expected: theirs,
      values: expected.values)
  }

  /// A failure of the engine under test itself; nil where it only says that it does not do this.
  static func failure(of error: EngineError, _ values: [String: Tensor]) -> Failure? {
    let kind: String
    switch error {
    case .unsupported, .unpredictable: return nil
    case .invalid: kind = "refused as invalid"
    case .infrastructure(let failure): kind = failure.ending?.description ?? "infrastructure"
    case .internalFault: kind = "internal"
    }
    return Failure(
      signature: FailureSignature(stage: .run, errorKind: kind), values: values)
  }
}

extension DifferentialOracle: MistakeJudge {
  public var slack: Double { 0 }

  public func isRight(
    _ name: String, of failure: Failure, for graph: ValidatedGraph, _ inputs: [Tensor]
  ) -> Bool {
    guard let actual = failure.actual,
      let right = try? Trace(trusted, graph, inputs).values[name]
    else { return false }
    return actual.agrees(with: right, within: slack)
  }
}

extension Tensor {
  /// The places of the elements that differ; two NaNs are the same.
  package func differences(from other: Tensor) -> [Int] {
    zip(realValues, other.realValues).enumerated().compactMap { index, pair in
      pair.0 != pair.1 && !(pair.0.isNaN && pair.1.isNaN) ? index : nil
    }
  }
}

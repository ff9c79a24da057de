import Comparison
public import Graph

/// One engine against itself: a session that has run before gives what a fresh one gives.
///
/// What a session must not keep from run to run shows: sums that are not cleared, memory that is taken
/// for filled. The run before has the same inputs with every other element zero.
public struct SessionOracle: FailureOracle {
  /// The engine under test.
  public let subject: any Engine

  /// An oracle over `subject`.
  public init(_ subject: any Engine) { self.subject = subject }

  public func failure(of candidate: FuzzCase, graph: ValidatedGraph) -> Failure? {
    do {
      let plan = try subject.prepare(graph)
      let fresh = try Self.trace(plan.makeSession(), plan, candidate.inputs)
      let used = try plan.makeSession()
      _ = try Self.trace(used, plan, candidate.inputs.map(\.halfZeroed))
      let again = try Self.trace(used, plan, candidate.inputs)
      return difference(again, fresh, in: graph)
    } catch {
      return nil
    }
  }

  /// What a run shows and gives, by name, in order.
  private static func trace(
    _ session: any Session, _ plan: any Plan, _ inputs: [Tensor]
  ) throws(EngineError) -> [(name: String, tensor: Tensor)] {
    var seen: [(name: String, tensor: Tensor)] = []
    var outputs = plan.makeOutputs()
    try session.run(inputs, into: &outputs) { seen.append(($0.name, $0.tensor)) }
    return seen + zip(plan.outputs, outputs).map { ($0.name, $1) }
  }

  private func difference(
    _ actual: [(name: String, tensor: Tensor)], _ expected: [(name: String, tensor: Tensor)],
    in graph: ValidatedGraph
  ) -> Failure? {
    for ((name, mine), (_, theirs)) in zip(actual, expected) where mine != theirs {
      let id = graph.main.tensors.firstIndex { $0.name == name }
      let index = id.flatMap { graph.producers[$0] }
      let first = zip(mine.realValues, theirs.realValues).enumerated()
        .first { $0.element.0 != $0.element.1 }?.offset
      return Failure(
        signature: FailureSignature(
          stage: .mismatch, operatorName: index.map { "\(graph.main.operators[$0].kind)" },
          attributes: index.map { OperatorTraits.of(graph.main.operators[$0], in: graph.main) }
            ?? [], errorKind: FailureSignature.keptState),
        operatorIndex: index, element: first.map(mine.shape.coordinates) ?? [],
        differing: Set(mine.differences(from: theirs)), actual: mine, expected: theirs,
        values: Dictionary(expected.map { ($0.name, $0.tensor) }) { first, _ in first })
    }
    return nil
  }
}

extension Tensor {
  /// The tensor with every other element zero.
  fileprivate var halfZeroed: Tensor {
    var bytes = bytes
    let width = dtype.hostSize
    for element in stride(from: 1, to: count, by: 2) {
      for index in element * width..<(element + 1) * width { bytes[index] = 0 }
    }
    return Tensor(type, bytes: bytes)
  }
}

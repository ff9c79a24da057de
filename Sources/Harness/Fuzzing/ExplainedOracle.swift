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

  public var standard: (engine: any Engine, tolerance: Double)? { (plain.trusted, 1) }

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
      quantized: difference.values, axon: trace.values)
    guard let tensor = report.tensors.first(where: { $0.unexplained > 0 }) else { return nil }
    let names = graph.main.operators.map { op in op.outputs.map { graph.main[$0].name } }
    let index = names.firstIndex { $0.contains(tensor.name) }
    guard let mine = trace.values[tensor.name], let theirs = difference.values[tensor.name] else {
      return nil
    }
    // Where every unexplained element is known, the explained ones beside them don't count.
    let examples = tensor.unexplained <= tensor.examples.count ? tensor.examples : []
    let differing =
      examples.isEmpty
      ? mine.differences(from: theirs)
      : examples.map { mine.shape.flatIndex(of: $0.coordinates) }
    return Failure(
      signature: FailureSignature(
        stage: .mismatch, operatorName: tensor.operation, attributes: Self.culprits(in: tensor),
        pattern: Self.isOffByOne(tensor)
          ? .sparseOffByOne : ErrorPattern(actual: mine, expected: theirs),
        rounding: .unexplained),
      operatorIndex: index, element: tensor.examples.first?.coordinates ?? [],
      differing: Set(differing), actual: mine, expected: theirs,
      values: difference.values)
  }

  /// The engines whose values are not what their own rules give.
  private static func culprits(in tensor: TensorExplanation) -> [String] {
    let examples = tensor.examples
    return [
      examples.contains { $0.recomputedAxon != $0.axon } ? "axon breaks its rule" : nil,
      examples.contains { $0.recomputedQuantized != $0.quantized }
        ? "quantized breaks its rule" : nil,
    ].compactMap { $0 }
  }

  /// Whether no engine is further from its own rule than one unit, as far as elements are known.
  private static func isOffByOne(_ tensor: TensorExplanation) -> Bool {
    tensor.examples.allSatisfy { element in
      guard let axon = element.recomputedAxon, let quantized = element.recomputedQuantized else {
        return false
      }
      return abs(axon - element.axon) <= 1 && abs(quantized - element.quantized) <= 1
    }
  }
}

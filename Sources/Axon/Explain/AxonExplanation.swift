public import Graph

/// Explains every element in which engine `axon` differs from engine `quantized`.
///
/// ```swift
/// let explanation = AxonExplanation(graph)
/// let report = try explanation.explain(quantized: first, axon: second)
/// report.unexplained        // 0, or one of the engines is wrong
/// ```
public struct AxonExplanation: Sendable {
  /// Which elements are recomputed.
  public enum Scope: Sendable, Hashable {
    /// Those that differ.
    case differing
    /// All: finds faults too that make engines agree where they should not.
    case all
  }

  let graph: ValidatedGraph
  private let claims: [Claim]
  private let version: AxonVersion

  /// Prepares for the runs of a graph.
  ///
  /// - Parameter options: those of engine `axon`.
  public init(_ graph: ValidatedGraph, options: AxonOptions = AxonOptions()) {
    self.graph = graph
    version = options.version
    let partition = Partition(graph, options: options)
    // A claim whose operators no region took runs on the CPU.
    claims = partition.claims.filter { claim in
      claim.operators.allSatisfy { partition.regionOf[$0] != nil }
    }
  }

  /// Explains two runs with the same inputs.
  ///
  /// - Parameters:
  ///   - quantized: every observed tensor of engine `quantized` by its name, and the inputs.
  ///   - axon: the same of engine `axon`.
  ///   - examples: how many unexplained elements of a tensor are listed.
  ///   - before: the same of the run before in the same sessions; nil for the first of a session.
  /// - Throws: ``InvalidInput`` if a tensor that a layer reads or makes is missing.
  public func explain(
    quantized: [String: Tensor], axon: [String: Tensor], scope: Scope = .differing,
    examples: Int = TensorExplanation.shown,
    before: (quantized: [String: Tensor], axon: [String: Tensor])? = nil
  ) throws(InvalidInput) -> ExplanationReport {
    var first = RunTensors(graph, traced: quantized)
    var second = RunTensors(graph, traced: axon)
    var tensors: [TensorExplanation] = []
    for claim in claims {
      if let state = claim.state {
        let kept = try KeptState(
          state, in: graph, quantized: before?.quantized, axon: before?.axon)
        tensors.append(try explain(claim, kept, &first, &second))
      } else {
        tensors.append(try explain(claim, &first, &second, scope, examples))
      }
    }
    return ExplanationReport(tensors: tensors)
  }

  private func explain(
    _ claim: Claim, _ first: inout RunTensors, _ second: inout RunTensors, _ scope: Scope,
    _ examples: Int
  ) throws(InvalidInput) -> TensorExplanation {
    let info = graph.main[claim.result]
    var found = TensorExplanation(
      name: info.name, subject: graph.subject(ofOperator: claim.origin(in: graph)),
      operation: (claim.extensionLayers.first ?? claim.layer).operation.rawValue,
      elements: info.type.shape.elementCount)
    if scope == .differing, let tensor = first[claim.result], tensor == second[claim.result] {
      return found
    }
    let quantized = try first.numbers(of: claim.result)
    let axon = try second.numbers(of: claim.result)
    let comparison = ClaimComparison(
      claim, tosa: try TOSAElements(claim, in: graph, &first),
      axonOnQuantized: try AxonElements(claim, &first, version: version),
      axon: try AxonElements(claim, &second, version: version))
    for element in quantized.indices {
      let isDifferent = quantized[element] != axon[element]
      guard isDifferent || scope == .all else { continue }
      if isDifferent { found.differing += 1 }
      switch comparison.judge(element, quantized: quantized[element], axon: axon[element]) {
      case .inherited: if isDifferent { found.inherited += 1 }
      case .explained(let cause): if isDifferent { found.explained[cause, default: 0] += 1 }
      case .unexplained(let recomputed):
        found.unexplained += 1
        guard found.examples.count < examples else { continue }
        found.examples.append(
          UnexplainedElement(
            coordinates: info.type.shape.coordinates(ofFlatIndex: element),
            quantized: Int(quantized[element]), axon: Int(axon[element]),
            recomputedQuantized: recomputed.quantized.map(Int.init),
            recomputedAxon: recomputed.axon.map(Int.init)))
      }
    }
    return found
  }
}

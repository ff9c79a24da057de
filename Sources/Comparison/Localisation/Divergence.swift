public import Graph

/// The first operator whose result differs between two traced runs of a graph.
///
/// Operators run in topological order, so what it read was the same in both runs as far as both
/// engines showed it. An engine that fuses operators shows fewer tensors; only those are compared
/// that both show.
public struct Divergence: Sendable, Hashable {
  /// The operator's index in the block.
  public var operatorIndex: Int
  /// How messages name the operator.
  public var subject: String
  /// The tensor that differs.
  public var tensor: String
  /// How far it differs.
  public var metrics: TensorMetrics

  /// Finds the first difference that `tolerance` does not allow; nil if there is none.
  public static func first(
    in block: Block, actual: [TensorObservation], expected: [TensorObservation],
    tolerance: Tolerance = .exactIntegers
  ) throws(InvalidInput) -> Divergence? {
    var counterparts: [String: Tensor] = [:]
    for observation in expected { counterparts[observation.name] = observation.tensor }
    let inOrder = actual.sorted { $0.operatorIndex < $1.operatorIndex }
    for observation in inOrder {
      guard let counterpart = counterparts[observation.name],
        block.operators.indices.contains(observation.operatorIndex)
      else { continue }
      let metrics = try TensorMetrics(actual: observation.tensor, expected: counterpart)
      guard !tolerance.judge(metrics).isPassed else { continue }
      return Divergence(
        operatorIndex: observation.operatorIndex,
        subject: block.subject(ofOperator: observation.operatorIndex), tensor: observation.name,
        metrics: metrics)
    }
    return nil
  }
}

extension Divergence: CustomStringConvertible {
  /// `operator 7 (RESCALE -> 'y'), tensor 'y': 3 of 10 elements differ, ...`
  public var description: String {
    let histogram = metrics.histogram.map { "; LSB histogram \($0)" } ?? ""
    return "\(subject): \(Tolerance.exactIntegers.judge(metrics).sentence)\(histogram)"
  }
}

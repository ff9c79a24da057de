public import Graph

/// The first operator whose result differs between two traced runs of a graph.
///
/// Everything that it read was the same in both runs, as far as both engines showed it. An engine
/// that fuses operators shows fewer tensors; only those are compared that both show.
public struct Divergence: Sendable, Hashable {
  /// The operator's index in the block.
  public var operatorIndex: Int
  /// How messages name the operator.
  public var subject: String
  /// The tensor that differs.
  public var tensor: String
  /// How far it differs.
  public var metrics: TensorMetrics

  /// Finds every difference that `tolerance` does not allow, in the order in which `actual` was
  /// observed. (Not by index: a program's delegates each count their own operators.)
  ///
  /// - Parameter subject: how messages name the operator behind a tensor.
  public static func all(
    actual: [TensorObservation], expected: [TensorObservation],
    tolerance: Tolerance = .exactIntegers, naming subject: (TensorObservation) -> String
  ) throws(InvalidInput) -> [Divergence] {
    var counterparts: [String: Tensor] = [:]
    for observation in expected { counterparts[observation.name] = observation.tensor }
    var found: [Divergence] = []
    for observation in actual {
      guard let counterpart = counterparts[observation.name] else { continue }
      let metrics = try TensorMetrics(actual: observation.tensor, expected: counterpart)
      guard !tolerance.judge(metrics).isPassed else { continue }
      found.append(
        Divergence(
          operatorIndex: observation.operatorIndex, subject: subject(observation),
          tensor: observation.name, metrics: metrics))
    }
    return found
  }

  /// Finds the first difference in a block that `tolerance` does not allow; nil if there is none.
  ///
  /// An engine may observe in another order than the block's.
  public static func first(
    in block: Block, actual: [TensorObservation], expected: [TensorObservation],
    tolerance: Tolerance = .exactIntegers
  ) throws(InvalidInput) -> Divergence? {
    let found = try all(actual: actual, expected: expected, tolerance: tolerance) { observation in
      block.operators.indices.contains(observation.operatorIndex)
        ? block.subject(ofOperator: observation.operatorIndex) : "tensor '\(observation.name)'"
    }
    // A block is in topological order: the lowest index has no operand among the others.
    return found.min { $0.operatorIndex < $1.operatorIndex }
  }
}

extension Divergence: CustomStringConvertible {
  /// `operator 7 (RESCALE -> 'y'): 3 of 10 elements differ, first at [0, 7]: got 12, expected 14`
  public var description: String {
    var text = "\(subject): \(metrics.differing) of \(metrics.count) elements differ"
    if let first = metrics.first { text += ", first at \(first)" }
    return text
  }
}

public import Graph

/// Tells whether a mistake explains a failure: whether the wrong result is right for a case that has the
/// mistake in it.
public protocol MistakeJudge: Sendable {
  /// How far a right result may be from what a failure says is expected, in LSB.
  var slack: Double { get }

  /// Whether the result called `name`, which an engine got wrong in `failure`, is right for `graph`.
  ///
  /// - Parameters:
  ///   - graph: the failing graph with one mistake in it; tensors keep their names.
  ///   - inputs: what goes into it.
  func isRight(
    _ name: String, of failure: Failure, for graph: ValidatedGraph, _ inputs: [Tensor]
  ) -> Bool
}

extension Tensor {
  /// Whether every element is within `tolerance` of `other`'s, or of what FP32 keeps of it.
  func agrees(with other: Tensor, within tolerance: Double) -> Bool {
    guard count == other.count else { return false }
    return zip(realValues, other.realValues).allSatisfy {
      ($0 - $1).magnitude <= tolerance + $1.magnitude * 0x1p-23
    }
  }
}

/// A way to write a graph differently that changes none of its results: what one engine gives for both must
/// be equal, with no other engine to compare it with.
public enum MetamorphicRelation: String, Sendable, Hashable, CaseIterable {
  /// Operators that do nothing on every edge: a RESCALE by 1, an addition of zero, RESHAPE there and back.
  case identity
  /// Operators in another order of their axes, between a TRANSPOSE and its inverse.
  case transposed
  /// Operators on two halves of their operands, by SLICE and CONCAT.
  case split
  /// Operators on a batch with another image before their own.
  case batch
  /// Scales written with twice or half the multiplier, and weights twice as large with half the scale.
  case requantized

  /// What of a graph may be written differently for an engine.
  public enum Scope: Sendable, Hashable {
    /// Everything.
    case exact
    /// All but what changes the order in which numbers that are rounded are summed.
    case real
    /// Operators from INT8 to INT8 and the edges between them: an engine that fuses the rest, and rounds
    /// differently where it can't.
    case activations
  }
}

/// What fused groups of an FP graph are computed in.
public enum FusionArithmetic: String, Sendable, Hashable, CaseIterable {
  case fp32
  /// Signed, 11 integer and 12 fractional bits; converted at the edges of each group. Patterns without
  /// such a kernel stay in fp32.
  case q12 = "q11.12"
}

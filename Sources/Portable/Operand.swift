import Graph

/// A tensor of a program as a kernel sees it: where it is, and as what.
struct Operand: Sendable {
  /// The index among a session's tensors.
  let slot: Int
  /// The element type that the program declares.
  let scalarType: ScalarType
  /// The shape that the program declares; the slot may hold the same elements under another one.
  let shape: Shape
  /// The element type that is there.
  ///
  /// It is the declared one, but for tensors that an engine computed in real values: those are FP32
  /// where the program declares integers, in units of the integers.
  let dtype: DType

  /// Whether there are real numbers where the program declares integers.
  var isReal: Bool { dtype == .fp32 && scalarType != .float }

  /// The number of elements.
  var count: Int { shape.elementCount }
}

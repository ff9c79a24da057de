import Graph

/// An operator that gives its operand's elements in another order or shape: RESHAPE, TRANSPOSE and
/// IDENTITY.
struct TensorView: Sendable {
  /// For each element of the result, the operand's; nil where the order is the same.
  let sources: [Int32]?

  /// - Returns: nil if `op` is not a view.
  init?(_ op: Operator, in block: Block) {
    switch op.operation {
    case .reshape, .unary(.identity):
      sources = nil
    case .transpose(let transpose):
      sources = Self.sources(
        of: block[op.inputs[0]].type.shape, permutation: transpose.permutation)
    default:
      return nil
    }
  }

  /// Whether an operator is a view.
  static func isView(_ operation: Operation) -> Bool {
    switch operation {
    case .reshape, .transpose, .unary(.identity): true
    default: false
    }
  }

  private static func sources(of shape: Shape, permutation: [Int]) -> [Int32]? {
    // Axes of size 1 may go anywhere.
    let moved = permutation.filter { shape[$0] != 1 }
    if moved == moved.sorted() { return nil }
    let strides = shape.strides
    let result = Shape(permutation.map { shape[$0] })
    let steps = permutation.map { strides[$0] }
    var sources = [Int32](repeating: 0, count: result.elementCount)
    var coordinates = [Int](repeating: 0, count: result.rank)
    var source = 0
    for element in sources.indices {
      sources[element] = Int32(truncatingIfNeeded: source)
      var axis = result.rank - 1
      while axis >= 0 {
        coordinates[axis] += 1
        source += steps[axis]
        if coordinates[axis] < result[axis] { break }
        source -= steps[axis] * result[axis]
        coordinates[axis] = 0
        axis -= 1
      }
    }
    return sources
  }
}

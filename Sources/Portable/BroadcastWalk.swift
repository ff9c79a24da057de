import Graph

/// The elements of several tensors that PyTorch's broadcasting brings together.
///
/// Shapes are aligned at their last dimension; a dimension that is missing or 1 is repeated.
struct BroadcastWalk: Sendable {
  /// The shape that the tensors are broadcast to.
  let shape: Shape
  /// For each tensor its strides over ``shape``, in elements; 0 where it is repeated.
  private let strides: [[Int]]

  /// The walk over tensors of these shapes; nil if they don't fit each other.
  init?(_ shapes: [Shape]) {
    let rank = shapes.map(\.rank).max() ?? 0
    let padded = shapes.map { Shape([Int](repeating: 1, count: rank - $0.rank) + $0.dimensions) }
    var shape = Shape([Int](repeating: 1, count: rank))
    for one in padded {
      guard let common = shape.broadcast(with: one) else { return nil }
      shape = common
    }
    self.shape = shape
    strides = padded.map { one in
      zip(one, one.strides).map { size, stride in size == 1 ? 0 : stride }
    }
  }

  /// Calls `body` with the index of each element of the result, in order, and the indices of the
  /// elements that meet there.
  func forEach(_ body: (Int, [Int]) -> Void) {
    let count = shape.elementCount
    var offsets = [Int](repeating: 0, count: strides.count)
    var coordinates = [Int](repeating: 0, count: shape.rank)
    for index in 0..<count {
      body(index, offsets)
      var axis = shape.rank - 1
      while axis >= 0 {
        coordinates[axis] += 1
        let wraps = coordinates[axis] == shape[axis]
        for tensor in offsets.indices {
          let stride = strides[tensor][axis]
          offsets[tensor] += wraps ? stride - stride * shape[axis] : stride
        }
        if !wraps { break }
        coordinates[axis] = 0
        axis -= 1
      }
    }
  }
}

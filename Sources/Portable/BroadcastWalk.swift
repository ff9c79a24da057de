import Graph

/// The elements of several tensors that PyTorch's broadcasting brings together, row by row.
///
/// Shapes are aligned at their last dimension; a dimension that is missing or 1 is repeated. A row is
/// a stretch of the result over which each tensor's index grows by the same step.
struct BroadcastWalk: Sendable {
  /// The shape that the tensors are broadcast to.
  let shape: Shape
  /// Elements in a row.
  let rowLength: Int
  /// For each tensor the step of its index within a row: 0 where it is repeated.
  let steps: [Int]
  /// The index of each tensor's first element in each row: those of the first row, of the second, ...
  let starts: [Int]

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
    var strides = padded.map { one in
      zip(one, one.strides).map { size, stride in size == 1 ? 0 : stride }
    }
    // Inner dimensions become one as long as no tensor notices.
    var outer = shape.dimensions
    var length = 1
    var steps = [Int](repeating: 0, count: shapes.count)
    while let size = outer.last {
      let inner = strides.map { $0[outer.count - 1] }
      guard length == 1 || size == 1 || zip(steps, inner).allSatisfy({ $0 * length == $1 }) else {
        break
      }
      if length == 1 { steps = inner }
      length *= size
      outer.removeLast()
      strides = strides.map { $0.dropLast() }
    }
    rowLength = length
    self.steps = steps
    let rows = length == 0 ? 0 : Shape(outer).elementCount
    starts = (0..<rows).flatMap { row in
      let coordinates = Shape(outer).coordinates(ofFlatIndex: row)
      return strides.map { zip($0, coordinates).reduce(0) { $0 + $1.0 * $1.1 } }
    }
  }
}

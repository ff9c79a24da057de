import Graph

/// How operands of equal rank are walked together: axes of size 1 stand still.
struct Broadcast: Sendable {
  /// The sizes of the result, adjoining axes joined; the last is the inner loop.
  private(set) var sizes: [Int] = []
  /// For each operand its strides along `sizes`, 0 where it stands still.
  private(set) var strides: [[Int]]
  /// The number of inner loops.
  private(set) var rows = 1

  /// The walk over a result of shape `result`.
  init(_ operands: [Shape], to result: Shape) {
    let full = operands.map { shape in
      zip(shape.dimensions, shape.strides).map { $0 == 1 ? 0 : $1 }
    }
    strides = operands.map { _ in [] }
    for axis in result.indices where result[axis] != 1 {
      let size = result[axis]
      let last = sizes.count - 1
      let continues =
        last >= 0 && operands.indices.allSatisfy { strides[$0][last] == full[$0][axis] * size }
      for operand in operands.indices {
        if continues { strides[operand].removeLast() }
        strides[operand].append(full[operand][axis])
      }
      if continues { sizes[last] *= size } else { sizes.append(size) }
    }
    if sizes.isEmpty {
      sizes = [1]
      strides = operands.map { _ in [0] }
    }
    for size in sizes.dropLast() { rows *= size }
    if sizes.contains(0) { rows = 0 }
  }

  /// The size of an inner loop.
  var count: Int { sizes[sizes.count - 1] }

  /// An operand's step within the inner loop: 0 or its last stride.
  func step(_ operand: Int) -> Int { strides[operand][sizes.count - 1] }

  /// Where an operand is at the start of an inner loop.
  func offset(_ operand: Int, row: Int) -> Int {
    var rest = row
    var offset = 0
    var axis = sizes.count &- 2
    while axis >= 0 {
      offset &+= rest % sizes[axis] &* strides[operand][axis]
      rest /= sizes[axis]
      axis &-= 1
    }
    return offset
  }
}

import Graph

/// Elements moved from one regular arrangement to another: what TRANSPOSE, SLICE, REVERSE, TILE, PAD,
/// CONCAT and RESHAPE have in common.
struct StridedCopy: Sendable {
  /// The sizes of the box, outermost first; the last is the inner loop.
  private(set) var sizes: [Int] = []
  private(set) var sourceStrides: [Int] = []
  private(set) var targetStrides: [Int] = []
  let sourceOffset: Int
  let targetOffset: Int

  /// A box of `sizes` with the given strides and offsets, all in elements.
  init(
    sizes: [Int], sourceStrides: [Int], targetStrides: [Int], sourceOffset: Int = 0,
    targetOffset: Int = 0
  ) {
    self.sourceOffset = sourceOffset
    self.targetOffset = targetOffset
    for axis in sizes.indices where sizes[axis] != 1 {
      // An axis that continues the one outside it becomes part of it.
      if let last = self.sizes.indices.last,
        self.sourceStrides[last] == sourceStrides[axis] * sizes[axis],
        self.targetStrides[last] == targetStrides[axis] * sizes[axis]
      {
        self.sizes[last] *= sizes[axis]
        self.sourceStrides[last] = sourceStrides[axis]
        self.targetStrides[last] = targetStrides[axis]
      } else {
        self.sizes.append(sizes[axis])
        self.sourceStrides.append(sourceStrides[axis])
        self.targetStrides.append(targetStrides[axis])
      }
    }
    if self.sizes.isEmpty {
      self.sizes = [1]
      self.sourceStrides = [1]
      self.targetStrides = [1]
    }
  }

  /// `count` elements in order.
  init(count: Int) { self.init(sizes: [count], sourceStrides: [1], targetStrides: [1]) }

  /// Copies between two tensors whose stored elements take `width` bytes.
  func run(_ arena: Arena, from source: TensorSlot, to target: TensorSlot, width: Int) {
    switch width {
    case 1: run(arena.read(source, as: UInt8.self), arena.write(target))
    case 2: run(arena.read(source, as: UInt16.self), arena.write(target))
    case 4: run(arena.read(source, as: UInt32.self), arena.write(target))
    case 8: run(arena.read(source, as: UInt64.self), arena.write(target))
    default: run(arena.read(source, as: Bounded.self), arena.write(target))
    }
  }

  private func run<Element: BitwiseCopyable>(
    _ source: UnsafeBufferPointer<Element>, _ target: UnsafeMutableBufferPointer<Element>
  ) {
    guard let from = source.baseAddress, let to = target.baseAddress, !sizes.contains(0) else {
      return
    }
    let inner = sizes.count - 1
    let count = sizes[inner]
    let sourceStep = sourceStrides[inner]
    let targetStep = targetStrides[inner]
    var rows = 1
    for axis in 0..<inner { rows *= sizes[axis] }
    for row in 0..<rows {
      var rest = row
      var sourceIndex = sourceOffset
      var targetIndex = targetOffset
      var axis = inner &- 1
      while axis >= 0 {
        let size = sizes[axis]
        let coordinate = rest % size
        rest /= size
        sourceIndex &+= coordinate &* sourceStrides[axis]
        targetIndex &+= coordinate &* targetStrides[axis]
        axis &-= 1
      }
      if sourceStep == 1 && targetStep == 1 {
        (to + targetIndex).update(from: from + sourceIndex, count: count)
      } else {
        for _ in 0..<count {
          to[targetIndex] = from[sourceIndex]
          sourceIndex &+= sourceStep
          targetIndex &+= targetStep
        }
      }
    }
  }
}

extension StridedCopy {
  /// A step that copies the first operand to the result.
  func step(_ site: OperatorSite, _ storage: any ElementStorage) -> Step {
    let source = site.inputs[0]
    let target = site.outputs[0]
    let width = storage.byteCount(of: target.dtype)
    return { arena in self.run(arena, from: source, to: target, width: width) }
  }
}

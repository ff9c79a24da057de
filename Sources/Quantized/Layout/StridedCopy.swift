import Graph

/// A box of elements copied from one layout to another; it does not look into them.
struct StridedCopy: Sendable {
  private let elementSize: Int
  private let sourceStart: Int
  private let targetStart: Int
  /// Outermost first; the last one is a run.
  private let axes: [Axis]

  private struct Axis {
    var size: Int
    var source: Int
    var target: Int
  }

  /// - Parameters:
  ///   - sizes: of the box, outermost first.
  ///   - source: where the box starts and its strides, in elements; strides may be 0 or negative.
  ///   - target: likewise.
  init(
    elementSize: Int, sizes: [Int], source: (start: Int, strides: [Int]),
    target: (start: Int, strides: [Int])
  ) {
    self.elementSize = elementSize
    sourceStart = source.start
    targetStart = target.start
    var merged: [Axis] = []
    for index in sizes.indices.reversed() where sizes[index] != 1 {
      let axis = Axis(
        size: sizes[index], source: source.strides[index], target: target.strides[index])
      if let inner = merged.last, axis.source == inner.source * inner.size,
        axis.target == inner.target * inner.size
      {
        merged[merged.count - 1].size *= axis.size
      } else {
        merged.append(axis)
      }
    }
    if merged.isEmpty { merged.append(Axis(size: 1, source: 1, target: 1)) }
    axes = merged.reversed()
  }

  /// A whole tensor, element after element.
  init(contiguous type: TensorType) {
    self.init(
      elementSize: type.dtype.hostSize, sizes: [type.shape.elementCount], source: (0, [1]),
      target: (0, [1]))
  }

  func run(_ arena: Arena, from source: TensorSlot, to target: TensorSlot) {
    guard target.elementCount > 0, source.elementCount > 0,
      let from = arena.read(source, as: UInt8.self).baseAddress,
      let to = arena.write(target, as: UInt8.self).baseAddress
    else { return }
    visit(
      0, UnsafeRawPointer(from) + sourceStart * elementSize,
      UnsafeMutableRawPointer(to) + targetStart * elementSize)
  }

  private func visit(
    _ depth: Int, _ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer
  ) {
    let axis = axes[depth]
    if depth == axes.count - 1 { return copyRun(axis, source, target) }
    for i in 0..<axis.size {
      visit(
        depth + 1, source + i * axis.source * elementSize, target + i * axis.target * elementSize)
    }
  }

  private func copyRun(
    _ axis: Axis, _ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer
  ) {
    if axis.source == 1 && axis.target == 1 {
      return target.copyMemory(from: source, byteCount: axis.size * elementSize)
    }
    switch elementSize {
    case 1: copyRun(axis, source, target, as: UInt8.self)
    case 2: copyRun(axis, source, target, as: UInt16.self)
    case 4: copyRun(axis, source, target, as: UInt32.self)
    default: copyRun(axis, source, target, as: UInt64.self)
    }
  }

  @inline(__always)
  private func copyRun<Element: BitwiseCopyable>(
    _ axis: Axis, _ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer,
    as element: Element.Type
  ) {
    let from = source.assumingMemoryBound(to: Element.self)
    let to = target.assumingMemoryBound(to: Element.self)
    for i in 0..<axis.size { to[i &* axis.target] = from[i &* axis.source] }
  }
}

import Graph

/// Elements that go from evenly spaced places to evenly spaced places: what every copy of a view is.
struct StridedCopy: Sendable {
  private let length: Int
  private let sourceStep: Int
  private let targetStep: Int
  /// The first element of each row: where it is read, where it is written.
  private let rows: [(source: Int, target: Int)]

  /// A copy of `shape` elements.
  ///
  /// - Parameters:
  ///   - source: for each dimension the distance of neighbours where they are read, in elements.
  ///   - target: the same where they are written.
  ///   - from: the index of the first element that is read.
  ///   - to: the index where it is written.
  init(_ shape: Shape, source: [Int], target: [Int], from: Int = 0, to: Int = 0) {
    var outer = shape.dimensions
    var length = 1
    var (sourceStep, targetStep) = (1, 1)
    while let size = outer.last {
      let (read, write) = (source[outer.count - 1], target[outer.count - 1])
      guard
        length == 1 || size == 1 || (read == sourceStep * length && write == targetStep * length)
      else { break }
      if length == 1 { (sourceStep, targetStep) = (read, write) }
      length *= size
      outer.removeLast()
    }
    self.length = length
    self.sourceStep = sourceStep
    self.targetStep = targetStep
    rows = (0..<(length == 0 ? 0 : Shape(outer).elementCount)).map { row in
      var (read, write) = (from, to)
      for (axis, coordinate) in Shape(outer).coordinates(ofFlatIndex: row).enumerated() {
        read += coordinate * source[axis]
        write += coordinate * target[axis]
      }
      return (read, write)
    }
  }

  /// Copies elements of `size` bytes: 1, 2, 4 or 8.
  func run(_ source: Tensor, to target: inout Tensor, size: Int) {
    source.bytes.withUnsafeBytes { source in
      target.withMutableBytes { target in
        switch size {
        case 1: copy(source, target, as: UInt8.self)
        case 2: copy(source, target, as: UInt16.self)
        case 4: copy(source, target, as: UInt32.self)
        default: copy(source, target, as: UInt64.self)
        }
      }
    }
  }

  private func copy<Element: BitwiseCopyable>(
    _ source: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer, as: Element.Type
  ) {
    let source = source.assumingMemoryBound(to: Element.self)
    let target = target.assumingMemoryBound(to: Element.self)
    for row in rows {
      var (read, write) = row
      for _ in 0..<length {
        target[write] = source[read]
        read &+= sourceStep
        write &+= targetStep
      }
    }
  }
}

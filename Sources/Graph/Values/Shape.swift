/// The dimensions of a tensor, outermost first.
///
/// A shape of rank 0 is a scalar. Counts saturate at `Int.max` instead of overflowing, so a shape
/// read from an untrusted file can be measured before it is believed.
public struct Shape: Sendable, Hashable {
  /// The sizes, outermost first.
  public var dimensions: [Int]

  /// A shape of the given sizes.
  public init(_ dimensions: [Int]) { self.dimensions = dimensions }

  /// The number of dimensions.
  @inlinable public var rank: Int { dimensions.count }

  /// The number of elements: 1 for a scalar, `Int.max` where the product is larger.
  public var elementCount: Int {
    var count = 1
    for size in dimensions {
      let (product, overflow) = count.multipliedReportingOverflow(by: Swift.max(size, 0))
      if overflow { return .max }
      count = product
    }
    return count
  }

  /// Row-major strides in elements: `[12, 4, 1]` for a shape of `[2, 3, 4]`.
  public var strides: [Int] {
    var strides = [Int](repeating: 1, count: rank)
    for axis in stride(from: rank - 2, through: 0, by: -1) {
      strides[axis] = strides[axis + 1] * dimensions[axis + 1]
    }
    return strides
  }

  /// The coordinates of the element at a flat row-major index.
  public func coordinates(ofFlatIndex index: Int) -> [Int] {
    var rest = index
    var coordinates = [Int](repeating: 0, count: rank)
    for axis in stride(from: rank - 1, through: 0, by: -1) where dimensions[axis] > 0 {
      coordinates[axis] = rest % dimensions[axis]
      rest /= dimensions[axis]
    }
    return coordinates
  }

  /// The flat row-major index of the element at `coordinates`.
  package func flatIndex(of coordinates: [Int]) -> Int {
    var index = 0
    for (size, coordinate) in zip(dimensions, coordinates) { index = index * size + coordinate }
    return index
  }

  /// The shape that two operands of equal rank broadcast to; nil where they don't.
  public func broadcast(with other: Shape) -> Shape? {
    guard rank == other.rank else { return nil }
    var sizes: [Int] = []
    for (mine, theirs) in zip(dimensions, other.dimensions) {
      guard mine == theirs || mine == 1 || theirs == 1 else { return nil }
      sizes.append(mine == 1 ? theirs : mine)
    }
    return Shape(sizes)
  }
}

extension Shape: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Int...) { self.init(elements) }
}

extension Shape: RandomAccessCollection {
  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { dimensions.count }
  @inlinable public subscript(axis: Int) -> Int { dimensions[axis] }
}

extension Shape: CustomStringConvertible {
  public var description: String {
    "[" + dimensions.map(String.init).joined(separator: ", ") + "]"
  }
}

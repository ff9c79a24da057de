/// The dimensions of a tensor on AXON: row-major C, H, W, without a batch.
public struct AxonDims: Sendable, Hashable {
  public var c: Int
  public var h: Int
  public var w: Int
  /// Bytes of one element: 1, 2 or 4 for INT8, INT16 and INT32.
  public var byteWidth: Int

  /// Dimensions, INT8 if not said otherwise.
  public init(c: Int, h: Int, w: Int, byteWidth: Int = 1) {
    self.c = c
    self.h = h
    self.w = w
    self.byteWidth = byteWidth
  }

  /// The number of elements.
  public var count: Int { c * h * w }
  /// The elements of one channel.
  public var plane: Int { h * w }
  /// Bytes without row alignment.
  public var byteCount: Int { count * byteWidth }

  /// The values an element can hold.
  public var range: ClosedRange<Int32> {
    switch byteWidth {
    case 1: -128...127
    case 2: -32_768...32_767
    default: Int32.min...Int32.max
    }
  }

  /// Whether the sizes are the same, whatever the element type.
  public func hasSameSizes(as other: AxonDims) -> Bool {
    c == other.c && h == other.h && w == other.w
  }
}

extension AxonDims: CustomStringConvertible {
  public var description: String {
    "\(c)x\(h)x\(w)" + (byteWidth == 1 ? "" : " INT\(byteWidth * 8)")
  }
}

/// An axis of a tensor on AXON, by its number in the intermediate file.
public enum AxonAxis: Int, Sendable, Hashable, CaseIterable {
  case c, h, w
}

extension AxonDims {
  /// The size along one axis.
  public subscript(axis: AxonAxis) -> Int {
    get {
      switch axis {
      case .c: c
      case .h: h
      case .w: w
      }
    }
    set {
      switch axis {
      case .c: c = newValue
      case .h: h = newValue
      case .w: w = newValue
      }
    }
  }
}

/// The element type and shape of a tensor.
public struct TensorType: Sendable, Hashable {
  /// The element type.
  public var dtype: DType
  /// The dimensions.
  public var shape: Shape

  /// A tensor of `shape` with elements of `dtype`.
  public init(_ dtype: DType, _ shape: Shape) {
    self.dtype = dtype
    self.shape = shape
  }

  /// Bytes in the host layout, `Int.max` where the product overflows.
  public var byteCount: Int {
    let (bytes, overflow) = shape.elementCount.multipliedReportingOverflow(by: dtype.hostSize)
    return overflow ? .max : bytes
  }
}

extension TensorType: CustomStringConvertible {
  public var description: String { "\(dtype)\(shape)" }
}

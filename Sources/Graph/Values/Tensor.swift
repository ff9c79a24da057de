/// A tensor with its elements, row-major, in the host layout (see ``DType/hostSize``).
///
/// ```swift
/// let x = Tensor([Int8](0..<6), .int8, [2, 3])
/// x.withElements(as: Int8.self) { $0.max() }   // 5
/// ```
///
/// Two tensors are equal when type and bytes are: NaNs compare by their bits, and -0 is not 0.
public struct Tensor: Sendable, Hashable {
  /// Element type and shape.
  public let type: TensorType
  /// The elements as bytes, little-endian; `type.byteCount` of them.
  public private(set) var bytes: [UInt8]

  /// A tensor over bytes in the host layout.
  /// - Precondition: `bytes.count == type.byteCount`.
  public init(_ type: TensorType, bytes: [UInt8]) {
    precondition(bytes.count == type.byteCount, "\(type) needs \(type.byteCount) bytes")
    self.type = type
    self.bytes = bytes
  }

  /// A tensor of zero bits.
  public init(zeros type: TensorType) {
    self.init(type, bytes: [UInt8](repeating: 0, count: type.byteCount))
  }

  /// A tensor from its elements.
  /// - Precondition: `Element` represents `dtype` and the count fits `shape`.
  public init<Element: TensorElement>(_ elements: [Element], _ dtype: DType, _ shape: Shape) {
    precondition(Element.represents(dtype), "\(Element.self) is not the layout of \(dtype)")
    self.init(TensorType(dtype, shape), bytes: elements.withUnsafeBytes { [UInt8]($0) })
  }

  /// The element type.
  public var dtype: DType { type.dtype }
  /// The dimensions.
  public var shape: Shape { type.shape }
  /// The number of elements.
  public var count: Int { bytes.count / type.dtype.hostSize }

  /// Calls `body` with the elements.
  /// - Precondition: `Element` represents the tensor's type.
  @inlinable
  public func withElements<Element: TensorElement, Result, Failure: Error>(
    as element: Element.Type, _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(Element.represents(type.dtype), "\(Element.self) is not the layout of \(type)")
    return try bytes.withUnsafeBufferPointer { (raw) throws(Failure) -> Result in
      try body(UnsafeRawBufferPointer(raw).assumingMemoryBound(to: Element.self))
    }
  }

  /// Calls `body` with the elements, to change them in place.
  /// - Precondition: `Element` represents the tensor's type.
  public mutating func withMutableElements<Element: TensorElement, Result, Failure: Error>(
    as element: Element.Type,
    _ body: (UnsafeMutableBufferPointer<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(Element.represents(type.dtype), "\(Element.self) is not the layout of \(type)")
    return try bytes.withUnsafeMutableBufferPointer { (raw) throws(Failure) -> Result in
      try body(UnsafeMutableRawBufferPointer(raw).assumingMemoryBound(to: Element.self))
    }
  }

  /// Calls `body` with the bytes, to fill them in place.
  public mutating func withMutableBytes<Result>(
    _ body: (UnsafeMutableRawBufferPointer) -> Result
  ) -> Result {
    bytes.withUnsafeMutableBytes(body)
  }

  /// A copy of the elements.
  public func elements<Element: TensorElement>(as element: Element.Type) -> [Element] {
    withElements(as: element) { Array($0) }
  }

  /// The same elements under another shape of as many elements.
  /// - Precondition: `shape.elementCount == count`.
  public func reshaped(to shape: Shape) -> Tensor {
    Tensor(TensorType(type.dtype, shape), bytes: bytes)
  }
}

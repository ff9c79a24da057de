/// How an interpreter keeps elements in its arena, which need not be the host layout: an interpreter
/// of real values keeps integers as floating-point numbers.
public protocol ElementStorage: Sendable {
  /// Bytes of one element of a tensor declared as `dtype`.
  func byteCount(of dtype: DType) -> Int

  /// The type in which results and observed tensors of a declared type are handed out.
  func resultType(_ declared: TensorType) -> TensorType

  /// Copies a tensor of a declared type into the arena.
  func load(_ tensor: Tensor, to memory: UnsafeMutableRawPointer)

  /// Copies a tensor out of the arena into `result`, which is of ``resultType(_:)``.
  func store(_ declared: DType, from memory: UnsafeRawPointer, into result: inout Tensor)
}

/// Elements as they stand in a ``Tensor``.
public struct HostStorage: ElementStorage {
  /// The host layout.
  public init() {}

  public func byteCount(of dtype: DType) -> Int { dtype.hostSize }

  public func resultType(_ declared: TensorType) -> TensorType { declared }

  public func load(_ tensor: Tensor, to memory: UnsafeMutableRawPointer) {
    tensor.bytes.withUnsafeBytes { bytes in
      UnsafeMutableRawBufferPointer(start: memory, count: bytes.count).copyMemory(from: bytes)
    }
  }

  public func store(_ declared: DType, from memory: UnsafeRawPointer, into result: inout Tensor) {
    result.withMutableBytes { bytes in
      bytes.copyMemory(from: UnsafeRawBufferPointer(start: memory, count: bytes.count))
    }
  }
}

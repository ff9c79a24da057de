import Graph

/// Every element, BOOL too, as a ``Bounded``.
///
/// A `Tensor` has no type for doubles, so results are handed out as SHAPE, whose elements are 64 bits:
/// the bit patterns of value and bound along an axis added at the end.
struct BoundedStorage: ElementStorage {
  func byteCount(of dtype: DType) -> Int { MemoryLayout<Bounded>.stride }

  func resultType(_ declared: TensorType) -> TensorType {
    TensorType(.shape, Shape(declared.shape.dimensions + [2]))
  }

  func load(_ tensor: Tensor, to memory: UnsafeMutableRawPointer) {
    let target = memory.assumingMemoryBound(to: Bounded.self)
    for (index, value) in tensor.realValues.enumerated() { target[index] = Bounded(value) }
  }

  func store(_ declared: DType, from memory: UnsafeRawPointer, into result: inout Tensor) {
    HostStorage().store(.shape, from: memory, into: &result)
  }
}

import Graph

/// Every number as a `Double`, in units of its tensor's LSB; BOOL as one byte.
struct RealStorage: ElementStorage {
  func byteCount(of dtype: DType) -> Int { dtype == .bool ? 1 : 8 }

  func resultType(_ declared: TensorType) -> TensorType {
    declared.dtype.isInteger ? TensorType(.fp32, declared.shape) : declared
  }

  func load(_ tensor: Tensor, to memory: UnsafeMutableRawPointer) {
    if tensor.dtype == .bool {
      HostStorage().load(tensor, to: memory)
      return
    }
    let target = memory.assumingMemoryBound(to: Double.self)
    for (index, value) in tensor.realValues.enumerated() { target[index] = value }
  }

  func store(_ declared: DType, from memory: UnsafeRawPointer, into result: inout Tensor) {
    guard result.dtype == .fp32 else {
      HostStorage().store(declared, from: memory, into: &result)
      return
    }
    let source = memory.assumingMemoryBound(to: Double.self)
    result.withMutableElements(as: Float.self) { elements in
      for index in elements.indices { elements[index] = Float(source[index]) }
    }
  }
}

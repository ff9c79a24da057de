public import Graph

/// Where the inputs of a model come from.
public enum InputSource: Sendable, Hashable {
  /// One `.npy` file for each input, in the model's order.
  case files([String])
  /// Random tensors: one set for each seed from `first` on.
  case seeds(first: UInt64, count: Int)
}

/// Random inputs that are the same on every machine.
public enum SeededInputs {
  /// One tensor for each port: integers over their whole range, real numbers normally distributed.
  ///
  /// Every port has a stream of its own, so that a change to one input leaves the others alone.
  public static func tensors(for ports: [Port], seed: UInt64) -> [Tensor] {
    ports.enumerated().map { index, port in
      var generator = SplitMix64(seed: seed &+ UInt64(index) &* 0x632b_e59b_d9b4_e019)
      return tensor(of: port.type, from: &generator)
    }
  }

  private static func tensor(of type: TensorType, from generator: inout SplitMix64) -> Tensor {
    let count = type.shape.elementCount
    func integers<T: FixedWidthInteger & TensorElement>(_ range: ClosedRange<Int64>) -> [T] {
      (0..<count).map { _ in
        T(truncatingIfNeeded: generator.integer(in: Int(range.lowerBound)...Int(range.upperBound)))
      }
    }
    let range = type.dtype.integerRange ?? 0...1
    switch type.dtype {
    case .bool: return Tensor(integers(range) as [UInt8], type.dtype, type.shape)
    case .int4, .int8: return Tensor(integers(range) as [Int8], type.dtype, type.shape)
    case .int16: return Tensor(integers(range) as [Int16], type.dtype, type.shape)
    case .int32: return Tensor(integers(range) as [Int32], type.dtype, type.shape)
    case .int48: return Tensor(integers(range) as [Int64], type.dtype, type.shape)
    case .shape: return Tensor(integers(1...1) as [Int64], type.dtype, type.shape)
    case .fp32:
      let values = (0..<count).map { _ in Float(generator.normal()) }
      return Tensor(values, type.dtype, type.shape)
    case .fp16:
      let values = (0..<count).map { _ in HalfPrecision.fp16(Float(generator.normal())) }
      return Tensor(values, type.dtype, type.shape)
    case .bf16:
      let values = (0..<count).map { _ in HalfPrecision.bf16(Float(generator.normal())) }
      return Tensor(values, type.dtype, type.shape)
    }
  }
}

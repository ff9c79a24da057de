package import Graph

extension Tensor {
  /// A tensor of numbers that fit `dtype`.
  package init(numbers: [Int], _ dtype: DType, _ shape: Shape) {
    switch dtype {
    case .bool: self.init(numbers.map { UInt8(truncatingIfNeeded: $0) }, dtype, shape)
    case .int4, .int8: self.init(numbers.map { Int8(truncatingIfNeeded: $0) }, dtype, shape)
    case .int16: self.init(numbers.map { Int16(truncatingIfNeeded: $0) }, dtype, shape)
    case .int32: self.init(numbers.map { Int32(truncatingIfNeeded: $0) }, dtype, shape)
    case .int48, .shape: self.init(numbers.map { Int64($0) }, dtype, shape)
    case .fp32: self.init(numbers.map { Float($0) }, dtype, shape)
    case .fp16: self.init(numbers.map { HalfPrecision.fp16(Float($0)) }, dtype, shape)
    case .bf16: self.init(numbers.map { HalfPrecision.bf16(Float($0)) }, dtype, shape)
    }
  }
}

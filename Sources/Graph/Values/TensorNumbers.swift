extension Tensor {
  /// The elements as 64-bit integers; nil for floating-point types. BOOL gives 0 or 1.
  public var integerValues: [Int64]? {
    switch dtype {
    case .bool: elements(as: UInt8.self).map { $0 == 0 ? 0 : 1 }
    case .int4, .int8: elements(as: Int8.self).map(Int64.init)
    case .int16: elements(as: Int16.self).map(Int64.init)
    case .int32: elements(as: Int32.self).map(Int64.init)
    case .int48, .shape: elements(as: Int64.self)
    case .fp32, .fp16, .bf16: nil
    }
  }

  /// The elements of any type as doubles; exact for every TOSA type.
  public var realValues: [Double] {
    switch dtype {
    case .fp32: elements(as: Float.self).map(Double.init)
    case .fp16: elements(as: UInt16.self).map { Double(HalfPrecision.float(fromFP16: $0)) }
    case .bf16: elements(as: UInt16.self).map { Double(HalfPrecision.float(fromBF16: $0)) }
    case .bool, .int4, .int8, .int16, .int32, .int48, .shape:
      (integerValues ?? []).map(Double.init)
    }
  }
}

/// A Swift type that can view the elements of a tensor in the host layout.
public protocol TensorElement: BitwiseCopyable, Sendable, Equatable {
  /// Whether this type is the host layout of `dtype`.
  static func represents(_ dtype: DType) -> Bool
}

extension Int8: TensorElement {
  public static func represents(_ dtype: DType) -> Bool { dtype == .int8 || dtype == .int4 }
}

extension UInt8: TensorElement {
  /// BOOL as 0 or 1, and INT8 tensors that a RESCALE flags as unsigned.
  public static func represents(_ dtype: DType) -> Bool { dtype == .bool || dtype == .int8 }
}

extension Int16: TensorElement {
  public static func represents(_ dtype: DType) -> Bool { dtype == .int16 }
}

extension UInt16: TensorElement {
  /// The bits of FP16 and BF16, and INT16 tensors that a RESCALE flags as unsigned.
  public static func represents(_ dtype: DType) -> Bool {
    dtype == .fp16 || dtype == .bf16 || dtype == .int16
  }
}

extension Int32: TensorElement {
  public static func represents(_ dtype: DType) -> Bool { dtype == .int32 }
}

extension Int64: TensorElement {
  public static func represents(_ dtype: DType) -> Bool { dtype == .int48 || dtype == .shape }
}

extension Float: TensorElement {
  public static func represents(_ dtype: DType) -> Bool { dtype == .fp32 }
}

/// An element type of TOSA 1.0.
///
/// Raw values are those of the `DType` enum in the TOSA FlatBuffers schema.
///
/// In memory and in `.npy` files an element takes ``hostSize`` bytes: the *host layout*. INT4 is
/// widened to one byte and INT48 to eight; `.tosa` files pack them (two to a byte, six bytes each).
public enum DType: UInt32, Sendable, Hashable, CaseIterable {
  case bool = 1
  case int4
  case int8
  case int16
  case int32
  case int48
  case fp32
  case fp16
  case bf16
  case shape

  /// The name the TOSA specification uses, such as `INT8`.
  public var name: String {
    switch self {
    case .bool: "BOOL"
    case .int4: "INT4"
    case .int8: "INT8"
    case .int16: "INT16"
    case .int32: "INT32"
    case .int48: "INT48"
    case .fp32: "FP32"
    case .fp16: "FP16"
    case .bf16: "BF16"
    case .shape: "SHAPE"
    }
  }

  /// Bytes of one element in the host layout.
  public var hostSize: Int {
    switch self {
    case .bool, .int4, .int8: 1
    case .int16, .fp16, .bf16: 2
    case .int32, .fp32: 4
    case .int48, .shape: 8
    }
  }

  /// Whether elements are two's-complement integers (INT4 to INT48; neither BOOL nor SHAPE).
  public var isInteger: Bool { integerRange != nil }

  /// Whether elements are floating-point numbers.
  public var isFloat: Bool { self == .fp32 || self == .fp16 || self == .bf16 }

  /// The values an integer type can hold; nil for BOOL, SHAPE and floating-point types.
  public var integerRange: ClosedRange<Int64>? {
    switch self {
    case .int4: -8...7
    case .int8: -128...127
    case .int16: -32_768...32_767
    case .int32: Int64(Int32.min)...Int64(Int32.max)
    case .int48: -(1 << 47)...((1 << 47) - 1)
    case .bool, .fp32, .fp16, .bf16, .shape: nil
    }
  }
}

extension DType: CustomStringConvertible {
  public var description: String { name }
}

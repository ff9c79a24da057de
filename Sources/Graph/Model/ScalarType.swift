/// An element type of PyTorch.
///
/// Raw values are those of `ScalarType` in ExecuTorch's schema.
public enum ScalarType: Int8, Sendable, Hashable, CaseIterable {
  case byte = 0
  case char
  case short
  case int
  case long
  case half
  case float
  case double
  case complexHalf
  case complexFloat
  case complexDouble
  case bool
  case qInt8
  case qUInt8
  case qInt32
  case bFloat16
  case qUInt4x2
  case qUInt2x4
  case bits1x8
  case bits2x4
  case bits4x2
  case bits8
  case bits16
  case float8E5M2
  case float8E4M3FN
  case float8E5M2FNUZ
  case float8E4M3FNUZ
  case uInt16
  case uInt32
  case uInt64

  /// The name in ExecuTorch's schema, such as `CHAR`.
  public var name: String { String(describing: self).uppercased() }

  /// Bytes of one element.
  public var elementSize: Int {
    switch self {
    case .byte, .char, .bool, .qInt8, .qUInt8, .qUInt4x2, .qUInt2x4, .bits1x8, .bits2x4, .bits4x2,
      .bits8, .float8E5M2, .float8E4M3FN, .float8E5M2FNUZ, .float8E4M3FNUZ:
      1
    case .short, .half, .bFloat16, .bits16, .uInt16: 2
    case .int, .float, .complexHalf, .qInt32, .uInt32: 4
    case .long, .double, .complexFloat, .uInt64: 8
    case .complexDouble: 16
    }
  }

  /// The TOSA type of the same layout; nil where TOSA has none.
  ///
  /// LONG is INT48, whose host layout has 64 bits; values beyond 48 bits are refused where they come
  /// in.
  public var dtype: DType? {
    switch self {
    case .bool: .bool
    case .char: .int8
    case .short: .int16
    case .int: .int32
    case .long: .int48
    case .float: .fp32
    case .half: .fp16
    case .bFloat16: .bf16
    default: nil
    }
  }
}

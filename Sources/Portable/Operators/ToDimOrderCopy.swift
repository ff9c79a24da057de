import Graph

/// `dim_order_ops::_to_dim_order_copy.out(input, non_blocking, dim_order?, out)`: another element type.
///
/// From any of INT8, INT16, INT32, INT64, BOOL and FP32 to any of them. Integers are cut to the bits
/// of the result, as C does; real numbers lose their fraction, and saturate where C leaves it open
/// (NaN gives 0). Only the order of dimensions that programs have by default.
struct ToDimOrderCopy: PortableOperator {
  let name = ProgramOperator("dim_order_ops::_to_dim_order_copy", overload: "out")

  func kernel(for site: inout KernelSite) throws(EngineError) -> Kernel {
    let input = try site.input(0)
    if try !site.isNone(2) {
      let order = try site.integers(2)
      guard order == (0..<Int64(input.shape.rank)).map({ $0 }) else {
        throw site.unsupported("no kernel for the order \(order)")
      }
    }
    let output = try site.output(3)
    try site.require(input.shape, of: output, "out")
    guard !input.isReal, let convert = Self.conversion(input.dtype, output.dtype) else {
      throw site.unsupported("no kernel from \(input.dtype) to \(output.dtype)")
    }
    return { [from = input.slot, to = output.slot] in convert($0[from], &$0[to]) }
  }

  private typealias Conversion = @Sendable (Tensor, inout Tensor) -> Void

  private static func conversion(_ source: DType, _ target: DType) -> Conversion? {
    switch source {
    case .bool: conversion(from: UInt8.self, target)
    case .int8: conversion(from: Int8.self, target)
    case .int16: conversion(from: Int16.self, target)
    case .int32: conversion(from: Int32.self, target)
    case .int48: conversion(from: Int64.self, target)
    case .fp32: realConversion(target)
    default: nil
    }
  }

  private static func conversion<Source: TensorElement & FixedWidthInteger>(
    from source: Source.Type, _ target: DType
  ) -> Conversion? {
    func to<Target: TensorElement>(
      _ type: Target.Type, _ function: @escaping @Sendable (Source) -> Target
    ) -> Conversion {
      { source, result in
        source.withElements(as: Source.self) { values in
          result.withMutableElements(as: Target.self) { results in
            for index in values.indices { results[index] = function(values[index]) }
          }
        }
      }
    }
    return switch target {
    case .bool: to(UInt8.self) { $0 == 0 ? 0 : 1 }
    case .int8: to(Int8.self) { Int8(truncatingIfNeeded: $0) }
    case .int16: to(Int16.self) { Int16(truncatingIfNeeded: $0) }
    case .int32: to(Int32.self) { Int32(truncatingIfNeeded: $0) }
    case .int48: to(Int64.self) { Int64($0) }
    case .fp32: to(Float.self) { Float($0) }
    default: nil
    }
  }

  private static func realConversion(_ target: DType) -> Conversion? {
    func to<Target: TensorElement>(
      _ type: Target.Type, _ function: @escaping @Sendable (Float) -> Target
    ) -> Conversion {
      { source, result in
        source.withElements(as: Float.self) { values in
          result.withMutableElements(as: Target.self) { results in
            for index in values.indices { results[index] = function(values[index]) }
          }
        }
      }
    }
    return switch target {
    case .bool: to(UInt8.self) { $0 == 0 ? 0 : 1 }
    case .int8: to(Int8.self) { Int8(saturating: $0) }
    case .int16: to(Int16.self) { Int16(saturating: $0) }
    case .int32: to(Int32.self) { Int32(saturating: $0) }
    case .int48: to(Int64.self) { Int64(saturating: $0) }
    case .fp32: to(Float.self) { $0 }
    default: nil
    }
  }
}

extension FixedWidthInteger {
  /// The integer next to `real` towards 0; the nearer end where there is none, 0 for NaN.
  fileprivate init(saturating real: Float) {
    self =
      Self(exactly: real.rounded(.towardZero)) ?? (real > 0 ? .max : real < 0 ? .min : 0)
  }
}

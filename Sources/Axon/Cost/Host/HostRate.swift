import Graph

/// What ExecuTorch's portable kernels take of a Cortex-M33, in instructions.
///
/// Measured: every kernel of five Mamba step programs, counted on an emulated board, as means over all calls
/// (`docs/cost-model.md`). What was not measured there has no rate.
public struct HostRate: Sendable, Hashable {
  /// Built for size: -Os.
  public var forSize: Double
  /// Built for speed: -O2.
  public var forSpeed: Double

  /// `quantize_per_tensor`, an element.
  public static let quantize = HostRate(forSize: 179.9, forSpeed: 157.8)
  /// `dequantize_per_tensor`, an element.
  public static let dequantize = HostRate(forSize: 27.6, forSpeed: 8.5)

  /// What is counted: elements of the result, elements of the first operand, products.
  enum Unit: Sendable, Hashable {
    case result
    case operand
    case product
  }

  /// The rate of an operator and what it is counted by; nil if no such kernel was measured.
  static func of(_ operation: Operation) -> (rate: HostRate, unit: Unit)? {
    switch operation {
    case .binary(.add), .binary(.sub): (HostRate(forSize: 27.1, forSpeed: 15.8), .result)
    case .binary(.pow): (HostRate(forSize: 73.8, forSpeed: 59.6), .result)
    case .mul: (HostRate(forSize: 44.5, forSpeed: 36.0), .result)
    case .unary(.exp): (HostRate(forSize: 90.4, forSpeed: 81.4), .result)
    case .unary(.log): (HostRate(forSize: 86.5, forSpeed: 77.3), .result)
    case .unary(.rsqrt): (HostRate(forSize: 317.8, forSpeed: 280.9), .result)
    // A TABLE of INT8 is what is left of an activation: taken as a sigmoid.
    case .unary(.sigmoid), .table: (HostRate(forSize: 68.1, forSpeed: 66.0), .result)
    case .negate: (HostRate(forSize: 18.1, forSpeed: 5.1), .result)
    case .compare: (HostRate(forSize: 40.1, forSpeed: 27.7), .result)
    case .select: (HostRate(forSize: 83.0, forSpeed: 78.4), .result)
    // Measured on rows of 16.
    case .reduce(let reduce) where reduce.function == .sum:
      (HostRate(forSize: 6.5, forSpeed: 5.9), .operand)
    case .matMul: (HostRate(forSize: 35, forSpeed: 11), .product)
    // Between two operators of the CPU it stands for a dequantize and a quantize.
    case .rescale: (HostRate(forSize: 207.5, forSpeed: 166.3), .result)
    case .transpose: (HostRate(forSize: 122.3, forSpeed: 60.3), .result)
    case .concat: (HostRate(forSize: 48.2, forSpeed: 43.5), .result)
    case .slice: (HostRate(forSize: 14.9, forSpeed: 13.8), .result)
    case .reshape: (HostRate(forSize: 6.7, forSpeed: 5.7), .result)
    case .gather: (HostRate(forSize: 10.8, forSpeed: 8.6), .result)
    default: nil
    }
  }
}

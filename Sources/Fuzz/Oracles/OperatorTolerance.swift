import Graph

/// How far one operator's integer result may lie from the same operator computed in real numbers.
struct OperatorTolerance: Sendable, Hashable {
  /// In LSB of the result.
  var absolute: Double
  /// As a part of the result's magnitude: real results come as FP32, with 24 significant bits.
  var relative: Double { 0x1p-23 }

  /// The tolerance of `op`: what its one rounding can do, nothing where it is exact.
  static func of(_ op: Operator, in block: Block) -> OperatorTolerance {
    guard let result = op.outputs.first, block[result].type.dtype.isInteger else {
      return OperatorTolerance(absolute: 0)
    }
    switch op.operation {
    case .rescale(let rescale):
      // DOUBLE_ROUND rounds to half a unit twice, the first time of a finer unit.
      return OperatorTolerance(absolute: rescale.roundingMode == .single ? 0.5 : 1)
    case .avgPool2D:
      // Half a unit, and a reciprocal of 30 bits times a sum of at most 2^23.
      return OperatorTolerance(absolute: 0.5 + 0x1p-6)
    case .mul:
      return OperatorTolerance(absolute: 0.5)
    case .binary(.arithmeticRightShift):
      // Rounded, or rounded down.
      return OperatorTolerance(absolute: 1)
    case .binary(.intDiv):
      return OperatorTolerance(absolute: 1)
    case .table:
      // INT16 tables interpolate between entries with a slope of 16 bits and 7 fractional bits.
      return OperatorTolerance(absolute: block[result].type.dtype == .int32 ? 1 : 0)
    default:
      return OperatorTolerance(absolute: 0)
    }
  }

  /// Whether `actual` is close enough to `expected`.
  func admits(_ actual: Double, _ expected: Double) -> Bool {
    if actual == expected { return true }
    return (actual - expected).magnitude <= absolute + relative * expected.magnitude
  }
}

import Graph

/// How far one operator's integer result may lie from the same operator computed in real numbers.
struct OperatorTolerance: Sendable, Hashable {
  /// In LSB of the result.
  var absolute: Double
  /// Which of two integers around a real number are right.
  var direction = Direction.nearest

  /// How an operator gets from a real number to an integer.
  enum Direction: Sendable, Hashable {
    case nearest
    /// Never above the real number.
    case down
    /// Never further from 0 than the real number.
    case towardZero
  }

  /// How far apart two numbers are that can be told from rounding by their distance alone.
  var magnitude: Double { direction == .nearest ? absolute : 0 }

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
      // The largest product, 2^62, and half of 2^63 need 65 bits: the reference model's sum wraps to -1.
      let wraps = block[op.inputs[2]].value?.integerValues == [63]
      return OperatorTolerance(absolute: wraps ? 1.5 : 0.5)
    case .binary(.arithmeticRightShift(let rounds)):
      return rounds
        ? OperatorTolerance(absolute: 0.5) : OperatorTolerance(absolute: 1, direction: .down)
    case .binary(.intDiv):
      return OperatorTolerance(absolute: 1, direction: .towardZero)
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
    let slack = relative * expected.magnitude
    switch direction {
    case .nearest: break
    case .down where actual > expected + slack: return false
    case .towardZero where actual.magnitude > expected.magnitude + slack: return false
    case .down, .towardZero: break
    }
    return (actual - expected).magnitude <= absolute + slack
  }
}

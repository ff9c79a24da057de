/// How far from the precise result TOSA 1.0 allows an FP32 operator to be.
///
/// The formulas are those of TOSA's conformance check; each was confirmed by bisection against
/// `tosa_verify` (2026.8.0) but for COS and the lower limit of CAST.
enum ComplianceBound {
  /// 2^-23: one unit in the last place of 1.
  static let unit = 0x1p-23
  /// The smallest normal FP32 number.
  static let smallestNormal = 0x1p-126

  /// `count` units in the last place of a number of this magnitude.
  ///
  /// ADD, SUB, MUL and CAST have a half, RECIPROCAL 1, RSQRT 2, ERF 5.
  static func ulps(_ count: Double, of magnitude: Double) -> Double {
    guard magnitude.isFinite else { return .infinity }
    let binade =
      magnitude < smallestNormal
      ? smallestNormal : Double(sign: .plus, exponent: magnitude.exponent, significand: 1)
    return count * unit * binade
  }

  /// Sums of products: 6 times their number, in half units of the sum of their magnitudes.
  ///
  /// A sixth of it would do for FP32 arithmetic; TOSA leaves room for products of split BF16 numbers.
  ///
  /// - Parameters:
  ///   - size: the number of products, and one more if there is a bias.
  ///   - magnitudes: the same sum over absolute values.
  static func dotProduct(size: Int, magnitudes: Double) -> Double {
    dotProductLimit(size: size) * dotProductUnit(magnitudes: magnitudes)
  }

  /// The largest error of one element in units of ``dotProductUnit(magnitudes:)``.
  static func dotProductLimit(size: Int) -> Double { 6 * Double(size) }

  /// The largest mean square error of many elements, in the same unit.
  static func dotProductVarianceLimit(size: Int) -> Double { 1.6 * Double(size) }

  /// What errors of sums of products are measured in.
  static func dotProductUnit(magnitudes: Double) -> Double {
    max(magnitudes * unit / 2, smallestNormal)
  }

  /// REDUCE_PRODUCT of `count` factors.
  static func product(count: Int, magnitude: Double) -> Double {
    var growth = 1.0
    for _ in 0..<count { growth *= 1 + unit / 2 }
    return magnitude * (growth - 1)
  }

  /// EXP at an argument of this magnitude at most, with a result of `result` at most.
  static func exp(argument: Double, result: Double) -> Double {
    unit * max(result, smallestNormal) * (3 + 2 * argument)
  }

  /// SIGMOID, likewise.
  static func sigmoid(argument: Double, result: Double) -> Double {
    unit * max(result, smallestNormal) * 2 * (1 + argument)
  }

  /// TANH, likewise.
  static func tanh(argument: Double, result: Double) -> Double {
    unit * max(max(result, smallestNormal) * (12 + 8 * argument), 0.5)
  }

  /// LOG, with a result of magnitude `result` at most.
  static func log(result: Double) -> Double { unit * max(result * 5, 0.5) }

  /// SIN at an argument of this magnitude at most.
  static func sin(argument: Double) -> Double { 2 * unitRoot * argument }

  /// COS at an argument of this magnitude at most.
  static func cos(argument: Double) -> Double { unitRoot * (1 + argument) }

  /// 2^-11.5.
  private static let unitRoot = unit.squareRoot()
}

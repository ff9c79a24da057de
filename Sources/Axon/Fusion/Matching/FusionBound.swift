/// How far a fused kernel may be from the operators one by one, both in fp32, and why.
///
/// A unit is 2^-24, half a unit in the last place of 1.
enum FusionBound: Sendable {
  /// The same bits, but for the sign of a zero.
  case exact(why: String)
  /// Units relative to the larger result; 2^-120 is always allowed.
  case relative(units: Int, why: String)
  /// An absolute difference, and units relative to the operand.
  case absolute(Double, units: Int, why: String)
  /// Units relative to the result, and one more for each element of a row.
  case row(units: Int, why: String)
  /// Units relative to the sum of the magnitudes of what is added up, and one more for each summand.
  case sum(units: Int, why: String)
}

extension FusionBound: CustomStringConvertible {
  var description: String {
    switch self {
    case .exact(let why): "equal: \(why)"
    case .relative(let units, let why): "\(units) · 2^-24 of the result: \(why)"
    case .absolute(let difference, let units, let why):
      "\(difference) + \(units) · 2^-24 of the operand: \(why)"
    case .row(let units, let why): "(\(units) + n) · 2^-24 of the result, n in a row: \(why)"
    case .sum(let units, let why): "(\(units) + n) · 2^-24 of the n magnitudes summed: \(why)"
    }
  }
}

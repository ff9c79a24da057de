/// How far a fused kernel may be from the operators one by one, both in fp32, and why.
enum FusionBound: Sendable {
  /// The same bits.
  case exact(why: String)
  /// So many units of 2^-24 relative to the larger result; at least 2^-120 of it counts.
  case relative(units: Int, why: String)
  /// An absolute difference, and one relative to the operand.
  case absolute(Double, relative: Double, why: String)
  /// So many units of 2^-24 relative to the result, and so many more for each element of a row.
  case rows(units: Int, perElement: Int, why: String)
  /// Relative to the sum of the magnitudes of what is added up.
  case magnitudes(Double, why: String)
}

extension FusionBound: CustomStringConvertible {
  var description: String {
    switch self {
    case .exact(let why): "equal: \(why)"
    case .relative(let units, let why): "\(units) · 2^-24 of the result: \(why)"
    case .absolute(let difference, let relative, let why):
      "\(difference) + \(relative) of the operand: \(why)"
    case .rows(let units, let perElement, let why):
      "(\(units) + \(perElement) · width) · 2^-24 of the result: \(why)"
    case .magnitudes(let share, let why): "\(share) of the magnitudes summed: \(why)"
    }
  }
}

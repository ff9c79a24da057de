/// How many elements differ by how many LSB: one bin for each whole difference from -8 to 8, and two
/// tails. Of real numbers against integers the difference is rounded to the nearest whole LSB.
public struct LSBHistogram: Codable, Sendable, Hashable {
  /// The largest difference with a bin of its own.
  public static let reach = 8

  /// Counts for -8 to 8, in that order.
  public private(set) var bins: [Int]
  /// How many are below -8.
  public private(set) var below = 0
  /// How many are above 8.
  public private(set) var above = 0

  /// A histogram of nothing.
  public init() { bins = [Int](repeating: 0, count: 2 * Self.reach + 1) }

  /// Counts a difference; NaN counts as above.
  public mutating func add(_ difference: Double) {
    let whole = difference.rounded(.toNearestOrAwayFromZero)
    if whole < -Double(Self.reach) {
      below += 1
    } else if whole <= Double(Self.reach) {
      bins[Int(whole) + Self.reach] += 1
    } else {
      above += 1
    }
  }

  /// How many differ by exactly `lsb`, from -8 to 8.
  public subscript(lsb: Int) -> Int { bins[lsb + Self.reach] }
}

extension LSBHistogram: CustomStringConvertible {
  /// Only what occurred: `-1: 12, 0: 990, +1: 8`
  public var description: String {
    var parts: [String] = []
    if below > 0 { parts.append("<-\(Self.reach): \(below)") }
    for lsb in -Self.reach...Self.reach where self[lsb] > 0 {
      parts.append("\(lsb > 0 ? "+" : "")\(lsb): \(self[lsb])")
    }
    if above > 0 { parts.append(">+\(Self.reach): \(above)") }
    return parts.joined(separator: ", ")
  }
}

/// The scales of a TABLE that is a reciprocal: entry `q` is `round(factor / (q + 128)) - 128`, where
/// `factor` is the inverse of the product of both scales.
///
/// The last entry is not taken for saturated: it is the reciprocal of the largest number, which a
/// quantizer that has seen that number has seen too.
struct ReciprocalFit: Sendable, Hashable {
  let factor: Double

  /// - Returns: nil if an entry fits no factor that the others fit.
  init?(_ table: [Int8]) {
    guard table.count == 256 else { return nil }
    var (low, high) = (0.0, Double.infinity)
    // Entry -128 is the reciprocal of 0.
    for (index, entry) in table.enumerated().dropFirst() {
      let steps = Double(entry) + 128
      low = max(low, (steps - TableFit.half) * Double(index))
      if entry < .max || index == 255 {
        high = min(high, (steps + TableFit.half) * Double(index))
      }
    }
    guard table[0] == .max, low > 0, low <= high else { return nil }
    factor = (low * high).squareRoot()
  }
}

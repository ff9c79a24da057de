/// Durations as decimal numbers, without a locale or an exponent.
enum Decimal {
  /// Seconds with three digits behind the point.
  static func milliseconds(_ seconds: Double) -> String {
    let total = Int64((max(seconds, 0) * 1_000).rounded())
    let fraction = String(total % 1_000)
    return "\(total / 1_000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}

/// Durations as decimal numbers, without a locale or an exponent.
enum Decimal {
  /// Seconds with three digits behind the point; 0 for what is no duration.
  static func milliseconds(_ seconds: Double) -> String {
    // The upper end is 30,000 years; a Double holds no finer than milliseconds beyond it.
    let total = seconds > 0 ? Int64((min(seconds, 1e12) * 1_000).rounded()) : 0
    let fraction = String(total % 1_000)
    return "\(total / 1_000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}

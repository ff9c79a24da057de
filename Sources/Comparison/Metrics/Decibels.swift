import Graph

/// Ratios of powers in decibels.
enum Decibels {
  /// `10 log10(power / reference)`; minus infinity for a power of 0.
  static func ratio(_ power: Double, to reference: Double) -> Double {
    10 * Elementary.log(power / reference) / 0x1.26bb1bbb55516p+1
  }
}

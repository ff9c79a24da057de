import Graph
import Kernels

extension Q12 {
  /// A number of any magnitude: uniform among those of up to 1...23 bits, each as likely.
  static func random(_ random: inout SplitMix64) -> Q12 {
    let bits = random.integer(in: 1...23)
    return Q12(raw: Int32(random.integer(in: -(1 << bits)...(1 << bits) - 1)))
  }

  /// A number of a range of values.
  static func random(_ random: inout SplitMix64, in range: ClosedRange<Double>) -> Q12 {
    Q12(
      raw: Int32(
        random.integer(in: Int(range.lowerBound * 4096)...Int(range.upperBound * 4096))))
  }
}

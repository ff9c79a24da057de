/// A sum of products with bounds: the sum itself, what it may become, and what TOSA measures it by.
struct DotProductSum {
  private var value = 0.0
  /// The sum of the products' magnitudes.
  private var magnitudes = 0.0
  /// The same with every factor as large as it may be.
  private var largest = 0.0

  /// Adds a product.
  mutating func add(_ x: Bounded, times w: Bounded) {
    value += x.value * w.value
    magnitudes += abs(x.value * w.value)
    largest += x.magnitude * w.magnitude
  }

  /// Adds a number that is no product, such as a bias.
  mutating func add(_ x: Bounded) {
    value += x.value
    magnitudes += abs(x.value)
    largest += x.magnitude
  }

  /// The sum of `size` products, divided by `divisor`.
  func result(size: Int, dividedBy divisor: Double = 1) -> Bounded {
    guard largest.isFinite else {
      return Bounded(value / divisor, within: value.isFinite ? .infinity : 0)
    }
    let operands = (largest - magnitudes) / divisor
    let own = ComplianceBound.dotProduct(size: size, magnitudes: largest / divisor)
    // A sum of zeros has to be zero.
    return Bounded(value / divisor, within: largest == 0 ? 0 : operands + own)
  }
}

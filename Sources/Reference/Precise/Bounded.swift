import Graph

/// A real number and how far from it an FP32 implementation that complies with TOSA may be.
struct Bounded: BitwiseCopyable, Sendable {
  var value: Double
  /// Never negative nor NaN; infinite where anything is allowed.
  var bound: Double

  /// An exact number.
  init(_ value: Double) {
    self.value = value
    bound = 0
  }

  /// A number that may be off by `bound`.
  ///
  /// Where FP32 may overflow within the bound, anything is allowed.
  init(_ value: Double, within bound: Double) {
    self.value = value
    let overflows =
      value.isFinite && abs(value) + bound > Double(Float.greatestFiniteMagnitude)
    self.bound = bound.isNaN || overflows ? .infinity : bound
  }

  /// The largest magnitude it may have.
  var magnitude: Double { abs(value) + bound }
  /// The smallest number it may be.
  var low: Double { value - bound }
  /// The largest number it may be.
  var high: Double { value + bound }
}

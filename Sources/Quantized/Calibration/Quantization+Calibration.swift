import Graph

extension Quantization {
  /// Numbers of INT8 for a range, which is extended to hold 0.
  init(covering range: ClosedRange<Double>) {
    let (low, high) = (min(range.lowerBound, 0), max(range.upperBound, 0))
    // A tensor of zeros still needs a scale.
    let scale = max((high - low) / 255, 0x1p-24)
    let zeroPoint = (-128 - low / scale).rounded()
    self.init(scale: scale, zeroPoint: Int64(min(max(zeroPoint, -128), 127)))
  }

  /// The integer that stands for a number: the nearest, saturated; 0 for NaN.
  func int8(_ number: Double) -> Int8 {
    let integer = (number / scale).rounded() + Double(zeroPoint)
    if integer.isNaN { return Int8(truncatingIfNeeded: zeroPoint) }
    return Int8(min(max(integer, -128), 127))
  }

  /// The number that an integer stands for.
  func number(_ integer: Int) -> Double { Double(integer - Int(zeroPoint)) * scale }
}

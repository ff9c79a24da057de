/// What a layer's results are scaled to: INT8, or fixed point for one of AXON's CPU extensions.
struct OutputFormat: Sendable, Hashable {
  var zeroPoint = 0
  var byteWidth = 1
  /// Bits behind the point.
  var fractionBits = 0
  /// The shifts to choose from, for a scale to real numbers.
  var shifts = Scaling.shifts

  static func int8(zeroPoint: Int) -> OutputFormat { OutputFormat(zeroPoint: zeroPoint) }

  /// For sigmoid and tanh.
  static let q3_12 = OutputFormat(byteWidth: 2, fractionBits: 12, shifts: 8...28)

  /// For softmax: shifted by `largest` bits more than the product, which saturates at 32 bits, can hold.
  ///
  /// - Parameter largest: the largest magnitude of a logit.
  static func q11_12(largest: Double) -> OutputFormat {
    var bits = 0
    while bits < 23, Double(1 << bits) <= largest { bits += 1 }
    return OutputFormat(byteWidth: 4, fractionBits: 12, shifts: 8...(31 - bits))
  }
}

extension AxonLayer {
  /// Makes a layer that was scaled to real numbers one that gives `format`.
  mutating func give(_ format: OutputFormat) throws(Rejection) {
    guard shifts.allSatisfy({ $0 >= format.fractionBits }) else {
      throw Rejection("its scale is too large for AXON's \(format.byteWidth * 8)-bit numbers")
    }
    shifts = shifts.map { $0 - format.fractionBits }
    output.byteWidth = format.byteWidth
    outputZeroPoint = format.zeroPoint
  }
}

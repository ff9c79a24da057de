import Graph

/// What CPU extensions compute, by the formulas that were measured: plain, and nothing shared with the
/// simulator.
struct ExtensionElements {
  private let claim: LayerExtension
  private let zeroPoint: Int
  /// The extension itself, and what scales its result.
  private let layer: AxonLayer
  private let scaling: AxonLayer?

  /// Whether logits are numbers of 24 bits.
  private let wraps: Bool

  /// - Returns: nil if the claim has no extension.
  init?(_ claim: Claim, version: AxonVersion) {
    guard let cpuExtension = claim.cpuExtension, let layer = claim.extensionLayers.first else {
      return nil
    }
    self.claim = cpuExtension
    self.layer = layer
    zeroPoint = cpuExtension.inputZeroPoint
    wraps = version.has(.softmaxWrap)
    scaling = claim.extensionLayers.dropFirst().first
  }

  /// The places that the element at `place` is computed of.
  func places(behind place: Int) -> Range<Int> {
    readsAll ? 0..<layer.output.count : place..<place + 1
  }

  /// Whether every element is computed of all.
  var readsAll: Bool { layer.operation == .softmax }

  /// The element at `place` of a tensor whose elements before the extension `input` gives.
  func value(at place: Int, of input: (Int) -> Int64?) -> Int64? {
    guard let x = input(place) else { return nil }
    switch layer.operation {
    case .sigmoid: return scaled(Self.sigmoid(x))
    case .tanh: return scaled(Self.tanh(x))
    case .softmax: return softmax(at: place, of: input)
    default: return nil
    }
  }

  /// An exponential in q11.12, of distances from the largest logit, which counts as 31182, over the sum
  /// of all; the quotient in FP32.
  private func softmax(at place: Int, of input: (Int) -> Int64?) -> Int64? {
    let logits = (0..<layer.output.count).compactMap(input)
    guard let largest = logits.max(), logits.count == layer.output.count else { return nil }
    let powers = logits.map { logit in
      let distance = logit - largest + 31_182
      let power = Elementary.exp(Double(wraps ? WrappedLogits.wrap(distance) : distance) / 4096)
      return Int64(min((4096 * power).rounded(.toNearestOrEven), Double(WrappedLogits.largest)))
    }
    let scale =
      Float(layer.multipliers[0]) / Float(sign: .plus, exponent: layer.shifts[0], significand: 1)
    let share = Float(powers[place]) * scale / Float(powers.reduce(0, +))
    return min(max(Int64((share + 0.5).rounded(.down)) + Int64(layer.outputZeroPoint), -128), 127)
  }

  /// The fixed-point number of an INT8 value that a TABLE reads.
  func fixedPoint(ofInt8 value: Int64) -> Int64 {
    let exact = claim.inputScale * Double(value - Int64(zeroPoint)) * unit
    return Int64(clamped(exact).rounded(.toNearestOrEven))
  }

  /// Whether a number before the extension is an exact one that TOSA rounds to INT8, as precisely as the
  /// layer's multiplier and fixed point say it.
  ///
  /// - Parameter range: what the layer's result at that place can be.
  func isScaled(
    _ fixed: Int64, from exact: Unrounded, multiplier: Int32, range: ClosedRange<Double>
  ) -> Bool {
    let steps =
      Double(exact.numerator) / Double(sign: .plus, exponent: exact.shift, significand: 1)
    let real = steps * claim.inputScale * unit
    // A scale is rounded to 24 bits, the multiplier once more, the result to a whole number.
    let reach = 0.5 + real.magnitude * (0x1p-22 + 0.5 / Double(multiplier.magnitude))
    let expected = claim.activation == .relu ? max(real, 0) : real
    func clamped(_ value: Double) -> Double { min(max(value, range.lowerBound), range.upperBound) }
    return (clamped(expected - reach)...clamped(expected + reach)).contains(Double(fixed))
  }

  /// Units of the fixed point to 1.
  private var unit: Double { Double(1 << claim.format.fractionBits) }

  private func clamped(_ fixed: Double) -> Double {
    let end = Double(1 << (claim.format.byteWidth * 8 - 1))
    return min(max(fixed, -end), end - 1)
  }

  /// 256 times the sigmoid, from q3.12, and its zero point.
  private static func sigmoid(_ x: Int64) -> Int64 {
    let power = Float(Elementary.exp(Double(-Float(x) / 4096)))
    return Int64((256 / (1 + power)).rounded(.toNearestOrAwayFromZero)) - 128
  }

  /// 128 times the tangent, from q3.12.
  private static func tanh(_ x: Int64) -> Int64 {
    let power = Elementary.exp(Float(x) / 2048)
    return Int64((128 * ((power - 1) / (power + 1))).rounded(.toNearestOrAwayFromZero))
  }

  /// An extension's result in INT8, scaled if a layer does so.
  private func scaled(_ value: Int64) -> Int64 {
    let result = min(max(value, -128), 127)
    guard let scaling else { return result }
    let sum = result * Int64(scaling.multipliers[0]) + Int64(scaling.biasPrime[0])
    let rounded = Unrounded(numerator: Int128(sum), shift: scaling.shifts[0])
      .adding(scaling.outputZeroPoint).halfEven
    return Int64(min(max(rounded, -128), 127))
  }
}

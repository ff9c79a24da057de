import Graph

// Rewrites of INT graphs: what AXON's lowering folds into the requantize at the end of a layer.

extension FusedPattern {
  /// ReLU, or no limit at all, after a layer; ReLU6 lives in the scale, and ExecuTorch emits none.
  static let clampFold = FusedPattern(
    number: 11, name: "PTClampFold", source: .ours,
    formula: "clamp(requantize(x), zero point, 127)",
    domains: [.int],
    forms: [
      PatternForm(
        .apply(.clampIntegers, [.apply(.rescaleToInt8, [.operand(.x)])]), types: [.int8])
    ],
    kernel: nil,
    bound: .exact(
      why: "rounding is monotonic and keeps the zero point: either order gives one result"))

  /// The scale of an ADD's or MUL's operand, where a layer made the operand.
  static let rescaleChain = FusedPattern(
    number: 12, name: "PTRescaleChain", source: .ours, formula: "scale(requantize(x))",
    domains: [.int],
    forms: [
      PatternForm(
        .apply(.rescaleToInt32, [.apply(.rescaleToInt8, [.operand(.x)])]), types: [.int32])
    ],
    kernel: nil,
    bound: .exact(why: "the second factor is part of the next layer's multiplier; no value changes")
  )
}

extension Capture {
  fileprivate static let x = Capture(0, "x")
}

import Kernels

extension FusedPattern {
  static let gatedMul = FusedPattern(
    number: 14, name: "PTGatedMul", source: .ours, formula: "x · z · sigmoid(z)",
    domains: [.fp, .program],
    forms: [PatternForm(.operand(.x) * .silu(.operand(.gate)))],
    kernel: .elementwise(
      .x, .gate,
      fp32: { PTGatedMul.apply($0[.x], gate: $0[.gate], count: $0.count, to: $0.output) },
      q12: { PTGatedMul.apply($0[.x], gate: $0[.gate], count: $0.count, to: $0.output) }),
    bound: .relative(units: 9, why: "as PTSiLU, and half a unit of the product on either side"))
}

extension Capture {
  fileprivate static let x = Capture(0, "x")
  fileprivate static let gate = Capture(1, "z")
}

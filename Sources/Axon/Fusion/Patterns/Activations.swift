import Kernels

// Activations of one operand: the kernel works element by element.

extension FusedPattern {
  static let silu = FusedPattern(
    number: 1, name: "PTSiLU", source: .published, formula: "x · sigmoid(x)",
    domains: [.fp, .program], forms: [PatternForm(.silu(.x))],
    kernel: .elementwise(
      .x,
      fp32: { PTSiLU.apply($0[.x], count: $0.count, to: $0.output) },
      q12: { PTSiLU.apply($0[.x], count: $0.count, to: $0.output) }),
    bound: .relative(
      units: 8, why: "3 ULP of the kernel; exponential and three roundings of the operators"))

  static let sigmoid = FusedPattern(
    number: 4, name: "PTSigmoid", source: .ours, formula: "sigmoid(x)",
    domains: [.fp, .program], forms: [PatternForm(.sigmoid(.x))],
    kernel: .elementwise(
      .x,
      fp32: { PTSigmoid.apply($0[.x], count: $0.count, to: $0.output) },
      q12: { PTSigmoid.apply($0[.x], count: $0.count, to: $0.output) }),
    bound: .relative(units: 4, why: "2.1 ULP of the kernel, 1 of the operator"))

  static let tanh = FusedPattern(
    number: 5, name: "PTTanh", source: .ours, formula: "tanh(x)",
    domains: [.fp, .program], forms: [PatternForm(.tanh(.x))],
    kernel: .elementwise(
      .x,
      fp32: { PTTanh.apply($0[.x], count: $0.count, to: $0.output) },
      q12: { PTTanh.apply($0[.x], count: $0.count, to: $0.output) }),
    bound: .relative(units: 4, why: "1.3 ULP of the kernel, 1 of the operator"))

  /// With the error function; the approximation by tanh is another function and stays as it is.
  static let gelu = FusedPattern(
    number: 7, name: "PTGELU", source: .ours, formula: "x · (1 + erf(x / √2)) / 2",
    domains: [.fp, .program],
    forms: [
      PatternForm(.x * ((.apply(.erf, [.x * 0.707106781186547524]) + 1) * 0.5)),
      PatternForm(.apply(.gelu, [.x])),
    ],
    kernel: .elementwise(.x, fp32: { PTGELU.apply($0[.x], count: $0.count, to: $0.output) }),
    bound: .absolute(
      1e-6, units: 4,
      why: "3.4e-7 of the kernel's approximation; the operators round six times at the size of x"))

  static let hardSwish = FusedPattern(
    number: 8, name: "PTHardSwish", source: .ours, formula: "x · clamp(x + 3, 0, 6) / 6",
    domains: [.fp, .program],
    forms: [
      PatternForm(.x * .clamp(.x + 3, 0, 6) * .number(1.0 / 6)),
      PatternForm(.x * .clamp(.clamp(.x + 3, 0, .infinity), -.infinity, 6) / 6),
    ],
    kernel: .elementwise(
      .x,
      fp32: { PTHardSwish.apply($0[.x], count: $0.count, to: $0.output) },
      q12: { PTHardSwish.apply($0[.x], count: $0.count, to: $0.output) }),
    bound: .relative(units: 2, why: "the same operations; division by 6 is a product in the kernel")
  )

  static let hardSigmoid = FusedPattern(
    number: 9, name: "PTHardSigmoid", source: .ours, formula: "clamp(x + 3, 0, 6) / 6",
    domains: [.fp, .program],
    forms: [
      PatternForm(.clamp(.x + 3, 0, 6) * .number(1.0 / 6)),
      PatternForm(.clamp(.clamp(.x + 3, 0, .infinity), -.infinity, 6) / 6),
    ],
    kernel: .elementwise(
      .x,
      fp32: { PTHardSigmoid.apply($0[.x], count: $0.count, to: $0.output) },
      q12: { PTHardSigmoid.apply($0[.x], count: $0.count, to: $0.output) }),
    bound: .relative(units: 2, why: "the same operations; division by 6 is a product in the kernel")
  )

  static let leakyReLU = FusedPattern(
    number: 10, name: "PTLeakyReLU", source: .ours, formula: "max(x, 0) + slope · min(x, 0)",
    domains: [.fp, .program],
    forms: [
      PatternForm(
        .clamp(.x, 0, .infinity) + .clamp(.x, -.infinity, 0) * .parameter(.slope, 0...1)),
      PatternForm(.apply(.leakyReLU, [.x, .parameter(.slope, 0...1)])),
    ],
    kernel: .elementwise(
      .x,
      fp32: {
        PTLeakyReLU.apply(
          $0[.x], slope: Float($0.parameter(.slope)), count: $0.count, to: $0.output)
      }),
    bound: .exact(why: "one of the two summands is zero, and adding zero rounds nothing"))
}

extension Capture {
  fileprivate static let x = Capture(0, "x")
  fileprivate static let slope = Capture(0, "slope")
}

extension PatternExpression {
  fileprivate static var x: PatternExpression { .operand(.x) }
}

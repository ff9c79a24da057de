import Kernels

extension FusedPattern {
  static let softplus = FusedPattern(
    number: 2, name: "PTSoftplus", source: .published, formula: "log(1 + e^x)",
    domains: [.fp, .program],
    forms: [
      // PyTorch's, with its threshold; log1p is a series for small numbers in a TOSA graph.
      PatternForm(.select(.x, over: 20, .x, .logarithmWithSeries(.exp(.x)))),
      PatternForm(.select(.x, over: 20, .x, .apply(.log1p, [.exp(.x)]))),
      // As it is written where e^x can't overflow, and as it is written where it can.
      PatternForm(
        .clamp(.x, 0, .infinity)
          + .apply(
            .log, [.exp(.apply(.negate, [.apply(.abs, [.x])])) + 1])),
      PatternForm(.apply(.log, [.exp(.x) + 1])),
    ],
    kernel: .elementwise(
      .x,
      fp32: { PTSoftplus.apply($0[.x], count: $0.count, to: $0.output) },
      q12: { PTSoftplus.apply($0[.x], count: $0.count, to: $0.output) }),
    bound: .absolute(
      3e-7, units: 8,
      why: "2.5 ULP of the kernel; the operators round e^x and 1 + e^x before the logarithm"))
}

extension Capture {
  fileprivate static let x = Capture(0, "x")
  fileprivate static let power = Capture(0, "e")
  fileprivate static let powers = (2...5).map { Capture($0, "e^\($0)") }
}

extension PatternExpression {
  fileprivate static var x: PatternExpression { .operand(.x) }

  /// `then` where `value` is greater than `limit`, else `other`.
  fileprivate static func select(
    _ value: PatternExpression, over limit: Double, _ then: PatternExpression,
    _ other: PatternExpression
  ) -> PatternExpression {
    .apply(.select, [.apply(.greater, [value, .number(limit)]), then, other])
  }

  /// `log(1 + e)` for e over 0.001, below it the first six members of its series.
  fileprivate static func logarithmWithSeries(_ power: PatternExpression) -> PatternExpression {
    let e = named(.power, isResult: false, power)
    // Each power is the one before it times e.
    var powers = [e]
    var series = e
    for (index, capture) in Capture.powers.enumerated() {
      let next = index == 0 ? square(e) : powers[index] * e
      powers.append(.named(capture, isResult: false, next))
      let sign: Double = index % 2 == 0 ? -1 : 1
      series = series + powers[index + 1] * .number(sign / Double(index + 2))
    }
    let sixth = powers[4] * e
    series = series + sixth * .number(-1.0 / 6)
    return select(e, over: 0.001, .apply(.log, [e + 1]), series)
  }
}

import Graph
import Kernels

extension FusedPattern {
  static let rmsNorm = FusedPattern(
    number: 3, name: "RMSNorm", source: .published, formula: "x / √(mean(x²) + ε) · w",
    domains: [.fp, .program],
    forms: PatternExpression.normalizations(of: .operand(.x)).map {
      PatternForm($0, where: { isMean($0, of: .x, $1) })
    },
    kernel: .rowwise(
      [.x: .all, .weight: .row],
      fp32: {
        RMSNorm.apply(
          rows: $0.rows, $0[.x], weight: $0[.weight], epsilon: Float($0.parameter(.epsilon)),
          count: $0.width, to: $0.output)
      },
      q12: {
        RMSNorm.apply(
          rows: $0.rows, $0[.x], weight: $0[.weight],
          epsilon: Q12.squareUnits($0.parameter(.epsilon)), count: $0.width, to: $0.output)
      }),
    bound: .row(
      units: 16,
      why: "both sum in element order; n / 2 + 8 units of the kernel, as many of the operators")
  )

  static let residualNorm = FusedPattern(
    number: 16, name: "PTResidualNorm", source: .ours,
    formula: "s = x + r; s / √(mean(s²) + ε) · w",
    domains: [.fp, .program],
    forms: PatternExpression.normalizations(
      of: .named(.sum, isResult: true, .operand(.x) + .operand(.residual))
    ).map {
      PatternForm($0, where: { isMean($0, of: .x, $1) })
    },
    kernel: .rowwise(
      [.x: .all, .residual: .all, .weight: .row], results: [.all, .all],
      fp32: { call in
        for row in 0..<call.rows {
          let start = row * call.width
          PTResidualNorm.apply(
            call[.x] + start, residual: call[.residual] + start, weight: call[.weight],
            epsilon: Float(call.parameter(.epsilon)), count: call.width,
            sum: call.results[0] + start, to: call.output + start)
        }
      },
      q12: { call in
        for row in 0..<call.rows {
          let start = row * call.width
          PTResidualNorm.apply(
            call[.x] + start, residual: call[.residual] + start, weight: call[.weight],
            epsilon: Q12.squareUnits(call.parameter(.epsilon)), count: call.width,
            sum: call.results[0] + start, to: call.output + start)
        }
      }),
    bound: .row(units: 16, why: "the sum is the operators', the rest as RMSNorm"))

  /// Whether the number that a sum is multiplied by makes it the mean of a row of `x`.
  private static func isMean(_ match: PatternMatch, of x: Capture, _ flow: Flow) -> Bool {
    guard let value = match.operands[x.index], let width = flow.values[value].shape.last else {
      return false
    }
    // Without a factor the operator is a mean by itself.
    guard let factor = match.parameters[Capture.factor.index] else { return true }
    return (factor * Double(width) - 1).magnitude <= 0x1p-20
  }
}

extension Capture {
  fileprivate static let x = Capture(0, "x")
  fileprivate static let weight = Capture(1, "w")
  fileprivate static let residual = Capture(2, "r")
  fileprivate static let epsilon = Capture(0, "ε")
  fileprivate static let factor = Capture(1, "1/n")
  fileprivate static let sum = Capture(0, "s")
}

extension PatternExpression {
  /// With the mean as a sum and a product, as TOSA has it, and as one operator.
  fileprivate static func normalizations(of x: PatternExpression) -> [PatternExpression] {
    [
      sum(square(x)) * .parameter(.factor, 0...1),
      .apply(.mean(isInnermost: true), [square(x)]),
    ].map { mean in
      (x * rsqrt(mean + .parameter(.epsilon, 0...1)).onRows) * operand(.weight).onColumns
    }
  }
}

extension RMSNorm {
  fileprivate static func apply(
    rows: Int, _ input: UnsafePointer<Float>, weight: UnsafePointer<Float>, epsilon: Float,
    count: Int, to output: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<rows {
      let start = row * count
      apply(input + start, weight: weight, epsilon: epsilon, count: count, to: output + start)
    }
  }

  fileprivate static func apply(
    rows: Int, _ input: UnsafePointer<Q12>, weight: UnsafePointer<Q12>, epsilon: Int32,
    count: Int, to output: UnsafeMutablePointer<Q12>
  ) {
    for row in 0..<rows {
      let start = row * count
      apply(input + start, weight: weight, epsilon: epsilon, count: count, to: output + start)
    }
  }
}

extension Q12 {
  /// A number of at most 1 in units of 2^-24.
  fileprivate static func squareUnits(_ value: Double) -> Int32 {
    Int32((value * 0x1p24).rounded())
  }
}

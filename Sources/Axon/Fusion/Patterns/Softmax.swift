import Graph
import Kernels

extension FusedPattern {
  static let softmax = FusedPattern(
    number: 6, name: "PTSoftmax", source: .ours, formula: "e^(x - max x) / Σ e^(x - max x)",
    domains: [.fp, .int, .program],
    forms: [
      PatternForm(.power * .apply(.reciprocal, [.sum(.power)]).onRows),
      PatternForm(.apply(.softmax(isInnermost: true), [.operand(.x)])),
      PatternForm(
        .scaled(.widened(.looked) * .widened(.inverse).onRows), types: [.int8]),
    ],
    kernel: .rowwise(
      [.x: .all],
      fp32: { call in
        call.output.update(from: call[.x], count: call.count)
        for row in 0..<call.rows {
          let start = call.output + row * call.width
          PTSoftmax.apply(start, count: call.width, to: start)
        }
      },
      q12: { call in
        call.output.update(from: call[.x], count: call.count)
        for row in 0..<call.rows {
          let start = call.output + row * call.width
          PTSoftmax.apply(start, count: call.width, to: start)
        }
      }),
    bound: .row(
      units: 16,
      why:
        "1 ULP of either exponential, n / 2 units of either sum, and the operators' roundings"))
}

extension Capture {
  fileprivate static let x = Capture(0, "x")
  fileprivate static let power = Capture(0, "e")
}

// In an INT graph, where exponential and reciprocal are TABLEs.
extension PatternExpression {
  fileprivate static var looked: PatternExpression {
    .named(
      .power, isResult: false,
      .apply(
        .table,
        [
          .scaled(
            .widened(.operand(.x))
              - .widened(.apply(.maximum(isInnermost: true), [.operand(.x)])).onRows)
        ]))
  }

  fileprivate static var inverse: PatternExpression {
    .apply(.table, [.scaled(.sum(.widened(.looked)))])
  }
}

extension PatternExpression {
  fileprivate static var power: PatternExpression {
    .named(
      .power, isResult: false,
      exp(.operand(.x) - .apply(.maximum(isInnermost: true), [.operand(.x)]).onRows))
  }
}

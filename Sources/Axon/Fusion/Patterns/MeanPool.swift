import Graph
import Kernels

extension FusedPattern {
  /// In an FP graph a sum and a product; in an INT graph what AXON's mean layer does.
  static let meanPool = FusedPattern(
    number: 13, name: "PTMeanPool", source: .ours, formula: "Σ x / n over whole axes",
    domains: [.fp, .int, .program],
    forms: [
      PatternForm(
        .sum(.operand(.x)) * .parameter(.factor, 0...1),
        where: { match, flow in
          guard let x = match.operands[Capture.x.index], let factor = match.parameters[0] else {
            return false
          }
          let count = Double(flow.count(x)) / Double(max(flow.count(match.result), 1))
          return (factor * count - 1).magnitude <= 0x1p-20
        }),
      PatternForm(.apply(.mean(isInnermost: true), [.operand(.x)])),
      PatternForm(.apply(.averagePlane, [.operand(.x)]), types: [.int8]),
      .scaledSum(isInnermost: true),
      .scaledSum(isInnermost: false),
    ],
    kernel: FusedKernel(
      size: { match, flow in
        let rows = max(flow.count(match.result), 1)
        return (rows, match.operands[Capture.x.index].map { flow.count($0) / rows } ?? 0)
      },
      operands: [.x: .all], results: [.rows],
      fp32: { PTMeanPool.apply($0[.x], rows: $0.rows, count: $0.width, to: $0.output) }, q12: nil),
    bound: .sum(units: 4, why: "sums in another order where two axes are summed; n / 2 units each"))
}

extension Capture {
  fileprivate static let x = Capture(0, "x")
  fileprivate static let constant = Capture(1, "1/n")
  fileprivate static let factor = Capture(0, "1/n")
}

extension PatternForm {
  /// An INT8 mean as ExecuTorch writes it: a sum, brought to INT8, times a constant.
  fileprivate static func scaledSum(isInnermost: Bool) -> PatternForm {
    PatternForm(
      .scaled(
        .scaled(.apply(.sum(isInnermost: isInnermost), [.widened(.operand(.x))]), with: .constant)),
      types: [.int8])
  }
}

extension PatternExpression {
  /// `x` brought to INT8, and times a constant.
  fileprivate static func scaled(_ x: PatternExpression, with factor: Capture) -> PatternExpression
  {
    widened(scaled(x)) * .spread(.any, widened(.operand(factor)))
  }
}

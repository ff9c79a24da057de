import Graph
import Kernels

extension FusedPattern {
  /// In an FP graph an activation after a linear layer; in an INT graph the TABLE of a sigmoid or tanh
  /// after any layer of AXON, whose extension then reads what the layer has before it is INT8.
  static let linearActivation = FusedPattern(
    number: 15, name: "PTLinearActivation", source: .ours, formula: "f(x Wᵀ + b)",
    domains: [.fp, .int, .program],
    forms: [
      PatternForm(.clamp(.linear, 0, .infinity)),
      PatternForm(.clamp(.linear, 0, 6)),
      PatternForm(.sigmoid(.linear)),
      PatternForm(.tanh(.linear)),
      PatternForm(.silu(.named(.sum, isResult: false, .linear))),
      PatternForm(.apply(.table, [.operand(.x)]), types: [.int8]),
    ],
    kernel: FusedKernel(
      size: { match, flow in
        let width = match.operands[Capture.bias.index].map(flow.count) ?? 1
        return (flow.count(match.result) / max(width, 1), width)
      },
      operands: [.x: .inputs, .weight: .square, .bias: .row], results: [.all],
      fp32: { call in
        let activation: PTLinearActivation.Activation =
          switch call.form {
          case 0: .relu
          case 1: .relu6
          case 2: .sigmoid
          case 3: .tanh
          default: .silu
          }
        PTLinearActivation.apply(
          call[.x], weight: call[.weight], bias: call[.bias], rows: call.rows,
          inputs: call.counts[Capture.weight.index] / max(call.width, 1), outputs: call.width,
          activation: activation, to: call.output)
      }, q12: nil),
    bound: .relative(
      units: 8, why: "the same sums, exact with ReLU and ReLU6; else as the activation by itself"))
}

extension Capture {
  fileprivate static let x = Capture(0, "x")
  fileprivate static let weight = Capture(1, "W")
  fileprivate static let bias = Capture(2, "b")
  fileprivate static let sum = Capture(0, "y")
}

extension PatternExpression {
  fileprivate static var linear: PatternExpression {
    .apply(.linear, [.operand(.x), .operand(.weight), .operand(.bias)])
  }
}

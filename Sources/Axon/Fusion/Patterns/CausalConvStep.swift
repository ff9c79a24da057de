import Graph
import Kernels

extension FusedPattern {
  static let causalConvStep = FusedPattern(
    number: 17, name: "PTCausalConvStep", source: .ours,
    formula: "s = [s₁…, x]; silu(Σ w · s + b)", domains: [.fp, .program],
    forms: [
      // A register of all taps that loses its oldest, or one that had no place for the newest.
      PatternForm(.step(.apply(.dropFirst, [.operand(.state)]))),
      PatternForm(.step(.operand(.kept))),
    ],
    kernel: FusedKernel(
      size: { match, flow in
        guard let value = match.inner[Capture.register.index] else { return (0, 0) }
        let width = flow.values[value].shape.last ?? 1
        return (flow.count(value) / max(width, 1), width)
      },
      operands: [
        .x: .rows, .state: .all, .kept: .rowsLessOne, .weight: .all, .bias: .rows,
      ], results: [.all, .rows],
      fp32: { call in
        call.fillRegister()
        PTCausalConvStep.apply(
          call[.x], state: call.results[0], weight: call[.weight], bias: call[.bias],
          channels: call.rows, taps: call.width, to: call.output)
      },
      q12: { call in
        call.fillRegister()
        PTCausalConvStep.apply(
          call[.x], state: call.results[0], weight: call[.weight], bias: call[.bias],
          channels: call.rows, taps: call.width, to: call.output)
      }),
    bound: .sum(units: 12, why: "the kernel starts from the bias, the operators end with it"))
}

extension Capture {
  fileprivate static let x = Capture(0, "x")
  fileprivate static let state = Capture(1, "s")
  fileprivate static let weight = Capture(2, "w")
  fileprivate static let bias = Capture(3, "b")
  fileprivate static let kept = Capture(4, "s without its oldest")
  fileprivate static let register = Capture(0, "s'")
  fileprivate static let sum = Capture(1, "y")
}

extension PatternExpression {
  fileprivate static func step(_ kept: PatternExpression) -> PatternExpression {
    let register = named(
      .register, isResult: true, .apply(.concatenateInnermost, [kept, .operand(.x)]))
    let sum = named(
      .sum, isResult: false, .sum(register * .operand(.weight)) + .operand(.bias))
    return silu(sum)
  }
}

extension KernelCall {
  /// Puts the old register where the kernel shifts it.
  fileprivate func fillRegister() {
    guard form == 1 else {
      results[0].update(from: self[.state], count: count)
      return
    }
    let kept = width - 1
    for row in 0..<rows {
      (results[0] + row * width + 1).update(from: self[.kept] + row * kept, count: kept)
      results[0][row * width] = self[.x][row]
    }
  }
}

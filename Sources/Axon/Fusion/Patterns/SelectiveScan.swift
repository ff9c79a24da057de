import Graph
import Kernels

// One token of a selective scan (Mamba, section 3.2): its four steps, and all of them as one.

extension FusedPattern {
  static let discretizeA = FusedPattern(
    number: 18, name: "PTDiscretizeA", source: .ours, formula: "e^(Δ · A)",
    domains: [.fp, .program], forms: [PatternForm(.decay)],
    kernel: .rows(
      of: .a, [.step: .rows, .a: .all], results: [.all],
      fp32: { PTDiscretizeA.apply($0.token, to: $0.output) },
      q12: { PTDiscretizeA.apply($0.token, to: $0.output) }),
    bound: .relative(units: 4, why: "the same product; 1 ULP of either exponential"))

  static let discretizeB = FusedPattern(
    number: 19, name: "PTDiscretizeB", source: .ours, formula: "Δ · x · B",
    domains: [.fp, .program], forms: PatternExpression.drives.map { PatternForm($0) },
    kernel: .rowwise(
      [.step: .rows, .x: .rows, .b: .row],
      fp32: { PTDiscretizeB.apply($0.token, to: $0.output) },
      q12: { PTDiscretizeB.apply($0.token, to: $0.output) }),
    bound: .relative(units: 4, why: "two products on either side, perhaps in another order"))

  static let scanStep = FusedPattern(
    number: 20, name: "PTScanStep", source: .ours, formula: "Ā · h + B̄x",
    domains: [.fp, .program],
    forms: [
      PatternForm(
        .operand(.decay) * .operand(.state) + .operand(.drive))
    ],
    kernel: .elementwise(
      .decay, .state, .drive,
      fp32: { call in
        call.output.update(from: call[.state], count: call.count)
        PTScanStep.apply(
          decay: call[.decay], drive: call[.drive], count: call.count, state: call.output)
      },
      q12: { call in
        call.output.update(from: call[.state], count: call.count)
        PTScanStep.apply(
          decay: call[.decay], drive: call[.drive], count: call.count, state: call.output)
      }),
    bound: .exact(why: "the same two roundings"))

  static let scanOutput = FusedPattern(
    number: 21, name: "PTScanOutput", source: .ours, formula: "Σ C · h + D · x",
    domains: [.fp, .program],
    forms: [PatternForm(.output(of: .operand(.state)))],
    kernel: .rows(
      of: .state, [.state: .all, .c: .row, .skip: .rows, .x: .rows], results: [.rows],
      fp32: { PTScanOutput.apply($0.token, state: $0[.state], to: $0.output) },
      q12: { PTScanOutput.apply($0.token, state: $0[.state], to: $0.output) }),
    bound: .exact(why: "both sum state by state from zero and add the skip last"))

  static let selectiveScan = FusedPattern(
    number: 22, name: "PTSelectiveScan", source: .ours,
    formula: "h = e^(Δ · A) · h + Δ · x · B; Σ C · h + D · x", domains: [.fp, .program],
    forms: PatternExpression.drives.map { drive in
      PatternForm(
        .output(of: .named(.next, isResult: true, .decay * .operand(.state) + drive)))
    },
    kernel: .rows(
      of: .state,
      [
        .step: .rows, .x: .rows, .a: .all, .b: .row, .c: .row, .skip: .rows, .state: .all,
      ], results: [.all, .rows],
      fp32: { call in
        call.results[0].update(from: call[.state], count: call.count)
        PTSelectiveScan.apply(call.token, state: call.results[0], to: call.output)
      },
      q12: { call in
        call.results[0].update(from: call[.state], count: call.count)
        PTSelectiveScan.apply(call.token, state: call.results[0], to: call.output)
      }),
    bound: .sum(units: 12, why: "as its four steps, one after the other"))
}

extension Capture {
  fileprivate static let step = Capture(0, "Δ")
  fileprivate static let x = Capture(1, "x")
  fileprivate static let a = Capture(2, "A")
  fileprivate static let b = Capture(3, "B")
  fileprivate static let c = Capture(4, "C")
  fileprivate static let skip = Capture(5, "D")
  fileprivate static let state = Capture(6, "h")
  fileprivate static let decay = Capture(7, "Ā")
  fileprivate static let drive = Capture(8, "B̄x")
  fileprivate static let next = Capture(0, "h'")
}

extension PatternExpression {
  fileprivate static var decay: PatternExpression { exp(operand(.step).onRows * operand(.a)) }

  /// With either product first.
  fileprivate static var drives: [PatternExpression] {
    [
      (operand(.step) * operand(.x)).onRows * operand(.b).onColumns,
      operand(.x).onRows * (operand(.step).onRows * operand(.b).onColumns),
    ]
  }

  fileprivate static func output(of state: PatternExpression) -> PatternExpression {
    sum(state * operand(.c).onColumns) + operand(.skip) * operand(.x)
  }
}

extension KernelCall {
  /// What the kernels take; pointers that one does not read are any.
  fileprivate var token: ScanToken<Element> {
    ScanToken(
      channels: rows, states: width, input: self[.x], step: self[.step], skip: self[.skip],
      a: self[.a], b: self[.b], c: self[.c])
  }
}

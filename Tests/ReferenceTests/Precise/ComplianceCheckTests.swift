import Graph
import Reference
import TestSupport
import Testing

/// Judging one operator by TOSA's rules.
@Suite struct ComplianceCheckTests {
  /// Operators of `operators.jsonl` that have a bound.
  static let bounded = OperatorGolden.all.filter { golden in
    golden.lsb == nil && PreciseEngine().unsupported(in: golden.graph).isEmpty
  }

  @Test(arguments: bounded)
  func acceptsTheReferenceModel(_ golden: OperatorGolden) throws {
    let check = ComplianceCheck(golden.graph, operatorIndex: operatorIndex(golden.graph))
    let verdict = try check.judge(operands: golden.inputs, result: golden.output)
    #expect(verdict.isCompliant, "\(verdict)")
  }

  @Test(arguments: bounded)
  func acceptsOurs(_ golden: OperatorGolden) throws {
    let check = ComplianceCheck(golden.graph, operatorIndex: operatorIndex(golden.graph))
    let result = try ReferenceEngine().prepare(golden.graph).run(golden.inputs)[0]
    let verdict = try check.judge(operands: golden.inputs, result: result)
    #expect(verdict.isCompliant, "\(verdict)")
  }

  @Test func onlyPOWAndIntegersHaveNoBound() {
    let open = OperatorGolden.all.filter { golden in
      golden.lsb == nil && !PreciseEngine().unsupported(in: golden.graph).isEmpty
    }
    #expect(open.map(\.name) == ["Pow", "greater int32"])
  }

  /// 1 x 3 + 2 x 4 + 0.5: three terms, magnitudes 11.5, so 6 x 3 x 11.5 x 2^-24 is allowed,
  /// which is 12.9 units in the last place of the result.
  @Test(arguments: [(12, true), (13, false)])
  func sumOfProductsEndsWhereTOSASays(_ ulps: Int, _ expected: Bool) throws {
    var sketch = FP32Sketch()
    let x = sketch.input([1, 1, 1, 2])
    let w = sketch.constant(Tensor([Float](arrayLiteral: 3, 4), .fp32, [1, 1, 1, 2]))
    let b = sketch.constant([0.5])
    let zero = sketch.constant([0])
    let y = sketch.add(.conv2D(Conv2D(accType: .fp32)), [x, w, b, zero, zero], [1, 1, 1, 1])
    let graph = try sketch.graph(output: y)
    let operand = Tensor([Float](arrayLiteral: 1, 2), .fp32, [1, 1, 1, 2])
    let result = 11.5 + Float(ulps) * Float(11.5).ulp
    let verdict = try ComplianceCheck(graph, operatorIndex: operatorIndex(graph))
      .judge(operands: [operand], result: Tensor([result], .fp32, [1, 1, 1, 1]))
    #expect(verdict.isCompliant == expected)
  }

  /// Bounds by hand: for EXP at 1, e x (3 + 2) x 2^-23; for the others likewise.
  @Test(arguments: [
    (Unary.exp, Float(1), 2.718281828459045, 5 * 2.718281828459045 * 0x1p-23),
    (.exp, -4, 0.01831563888873418, 11 * 0.01831563888873418 * 0x1p-23),
    (.sigmoid, 0, 0.5, 1 * 0x1p-23),
    (.sigmoid, -3, 0.04742587317756678, 8 * 0.04742587317756678 * 0x1p-23),
    (.tanh, 0, 0, 0.5 * 0x1p-23),
    (.tanh, 2, 0.9640275800758169, 28 * 0.9640275800758169 * 0x1p-23),
    (.log, 1, 0, 0.5 * 0x1p-23),
    (.log, 10, 2.302585092994046, 5 * 2.302585092994046 * 0x1p-23),
    (.reciprocal, 3, 1.0 / 3, 0x1p-2 * 0x1p-23),
    (.rsqrt, 4, 0.5, 2 * 0x1p-1 * 0x1p-23),
    (.erf, 0.5, 0.5204998778130465, 5 * 0x1p-1 * 0x1p-23),
    (.abs, -2, 2, 0),
  ])
  func boundOfOneOperator(_ unary: Unary, x: Float, value: Double, bound: Double) throws {
    var sketch = FP32Sketch()
    let input = sketch.input([1])
    let output = sketch.add(.unary(unary), [input], [1])
    let graph = try sketch.graph(output: output)
    let run = try PreciseEngine().run(graph, [.vector([x])])
    #expect(abs(run.outputs[0].precise[0] - value) <= 1e-15)
    #expect(abs(run.outputs[0].bound[0] - bound) <= 1e-14 * bound)
  }

  @Test func exactOperatorMayNotBeOffAtAll() throws {
    var sketch = FP32Sketch()
    let input = sketch.input([2])
    let output = sketch.add(.unary(.abs), [input], [2])
    let graph = try sketch.graph(output: output)
    let verdict = try ComplianceCheck(graph, operatorIndex: 0).judge(
      operands: [.vector([-1, 2])], result: .vector([1, Float(2).nextUp]))
    #expect(verdict.firstViolation == 1)
  }

  @Test func infinityForANumberIsAViolation() throws {
    var sketch = FP32Sketch()
    let input = sketch.input([2])
    let output = sketch.add(.unary(.exp), [input], [2])
    let graph = try sketch.graph(output: output)
    let verdict = try ComplianceCheck(graph, operatorIndex: 0).judge(
      operands: [.vector([.nan, 1])], result: .vector([.nan, .infinity]))
    #expect(verdict.firstViolation == 1)
  }

  private func operatorIndex(_ graph: ValidatedGraph) -> Int {
    graph.main.operators.firstIndex { !$0.operation.isConstant } ?? 0
  }
}

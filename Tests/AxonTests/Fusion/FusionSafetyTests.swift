import Foundation
import Graph
import Reference
import TestSupport
import Testing

@testable import Axon

/// Whatever a file holds, fusing it neither traps nor reads beyond a buffer, and ends.
@Suite struct FusionSafetyTests {
  @Test(arguments: FusedPattern.all.filter { $0.kernel != nil }.map(\.name))
  func `every form captures all that its kernel reads`(name: String) throws {
    let pattern = try #require(FusedPattern.all.first { $0.name == name })
    let operands = try #require(pattern.kernel?.operands)
    for form in pattern.forms where form.types == [.fp32] {
      let captured = form.result.operands
      let missing = Set(operands.keys).subtracting(captured).map(\.name)
      // A register has all taps or all but one.
      #expect(missing.isEmpty || (name == "PTCausalConvStep" && missing.count == 1))
      #expect(captured.isSubset(of: Set(operands.keys)))
    }
  }

  @Test(arguments: [
    "patterns/conv_step/fp32", "patterns/rmsnorm/fp32", "patterns/selective_scan/fp32",
    "patterns/residual_norm/fp32", "patterns/softplus/fp32", "patterns/linear_silu/fp32",
    "patterns/mean_pool/fp32", "mamba1_step_fp32/model",
  ])
  func `damaged graphs are refused or run`(file: String) throws {
    let url = Repository.models.appending(path: "\(file).tosa")
    let bytes = [UInt8](try Data(contentsOf: url))
    let limits = ResourceLimits(tensorBytes: 1 << 22, sessionBytes: 1 << 26, work: 1 << 24)
    var random = SplitMix64(seed: 17)
    var ran = 0
    for _ in 0..<300 {
      let damaged = Mutation.damaged(bytes, by: &random)
      guard let graph = try? ValidatedGraph(Graph(tosa: damaged), limits: limits) else { continue }
      let engine = FusedEngine.axon()
      do {
        let plan = try engine.prepare(graph)
        #expect(engine.unsupported(in: graph).isEmpty)
        _ = try plan.run(plan.inputs.map { Tensor(zeros: $0.type) })
        ran += 1
      } catch {
        if case .internalFault(let fault) = error { Issue.record("\(fault)") }
      }
    }
    #expect(ran > 0)
  }

  /// Four times the operators, not sixteen times the comparisons: a chain of sums of products, each of
  /// which begins many patterns.
  @Test func `a long graph is fused in linear time`() throws {
    func seconds(_ count: Int) throws -> Double {
      var sketch = FormulaSketch()
      var value = sketch.x
      for _ in 0..<count { value = sketch.add(sketch.mul(value, sketch.z), value) }
      let flow = Flow(try sketch.graph(value))
      let time = ContinuousClock().measure { _ = Fuser(flow, domain: .fp, disabled: []) }
      return Double(time.components.attoseconds) * 1e-18 + Double(time.components.seconds)
    }
    _ = try seconds(500)
    let (short, long) = (try seconds(1_000), try seconds(8_000))
    #expect(long < 32 * short + 0.05)
  }

  /// INT8 arithmetic beside floats in one graph: the integers are still `quantized`'s.
  @Test func `integers of a mixed graph stay integers`() throws {
    var sketch = FormulaSketch()
    let float = sketch.unary(.ceil, sketch.unary(.sigmoid, sketch.x))
    let graph = try sketch.mixedGraph(float)
    let engine = FusedEngine.axon()
    #expect(engine.unsupported(in: graph).isEmpty)
    let plan = try engine.compile(graph)
    #expect(plan.fusions.map(\.pattern) == ["PTSigmoid"])
    var inputs = plan.inputs.map { Tensor(zeros: $0.type) }
    inputs[2] = Tensor([-5, 7] as [Int8], .int8, [2])
    let outputs = try plan.run(inputs)
    #expect(outputs.map(\.type) == graph.outputs.map(\.type))
    #expect(outputs[1].elements(as: Int8.self) == [5, -7])
  }
}

extension PatternExpression {
  /// The captures of all operands.
  fileprivate var operands: Set<Capture> {
    switch self {
    case .operand(let capture): [capture]
    case .number, .parameter: []
    case .apply(_, let parts):
      parts.reduce(into: []) { $0.formUnion($1.operands) }
    case .named(_, _, let inner), .spread(_, let inner): inner.operands
    }
  }
}

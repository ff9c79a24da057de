import Graph
import Reference
import TestSupport
import Testing

/// The exported FP32 models in double precision with bounds.
@Suite struct ExportedPreciseTests {
  /// Results of the reference engine and of the TOSA reference model are within the bounds.
  ///
  /// Bounds are wide in deep models, since TOSA allows every sum of n products 6 n half units and the
  /// worst of all layers adds up: measured, as a fraction of the largest output, 4e-5 for a Mamba step,
  /// 3e-3 for DS-CNN, 0.1 for four convolutions, and above 1 for ten linear layers.
  @Test(arguments: ExportedGraph.fp32)
  func boundsAdmitOursAndTheReferenceModels(_ file: String) throws {
    let exported = try ExportedGraph(file)
    let precise = try PreciseEngine().run(exported.graph, exported.inputs)
    let ours = try ReferenceEngine().prepare(exported.graph).run(exported.inputs)
    #expect(precise.outputs.count == exported.outputs.count)
    for (index, bounds) in precise.outputs.enumerated() {
      #expect(bounds.bound.allSatisfy { $0.isFinite })
      #expect(bounds.firstViolation(in: ours[index]) == nil)
      #expect(bounds.firstViolation(in: exported.outputs[index]) == nil)
    }
  }

  /// Where EXP, LOG, SIGMOID or TANH occur, ours differs from the reference model's in the last bits:
  /// by 2 ulp of the largest element at most.
  @Test(arguments: ExportedGraph.fp32)
  func oursIsCloseToTheReferenceModels(_ file: String) throws {
    let exported = try ExportedGraph(file)
    let ours = try ReferenceEngine().prepare(exported.graph).run(exported.inputs)
    for (mine, theirs) in zip(ours, exported.outputs) {
      let scale = theirs.realValues.map { abs($0) }.max() ?? 0
      for (a, b) in zip(mine.realValues, theirs.realValues) {
        #expect(abs(a - b) <= 2 * 0x1p-23 * scale)
      }
    }
  }

  /// Each operator by itself, on the operands that it had in the run.
  @Test(arguments: ExportedGraph.fp32)
  func everyOperatorComplies(_ file: String) throws {
    let exported = try ExportedGraph(file)
    let block = exported.graph.main
    var values: [String: Tensor] = [:]
    for (port, tensor) in zip(exported.graph.inputs, exported.inputs) { values[port.name] = tensor }
    _ = try ReferenceEngine().prepare(exported.graph).run(exported.inputs) {
      values[$0.name] = $0.tensor
    }
    for (index, op) in block.operators.enumerated() where !op.operation.isConstant {
      let check = ComplianceCheck(exported.graph, operatorIndex: index)
      let operands = try check.operandNames.map { try #require(values[$0]) }
      let result = try #require(values[block[op.outputs[0]].name])
      let verdict = try check.judge(operands: operands, result: result)
      #expect(verdict.isCompliant, "\(exported.graph.subject(ofOperator: index)): \(verdict)")
    }
  }
}

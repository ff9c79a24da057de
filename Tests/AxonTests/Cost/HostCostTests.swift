import Axon
import Graph
import TestSupport
import Testing

/// Instructions of the CPU; expected values by hand from the rates in `docs/cost-model.md`.
@Suite struct HostCostTests {
  @Test func `a delegate's edges cost quantize in and dequantize out`() throws {
    let graph = try ExportedGraph("dscnn_kws_int8/model.tosa").graph
    let cost = try AxonEngine().compile(graph).hostCost
    #expect(cost.boundaries.map(\.isInput) == [true, false])
    #expect(cost.boundaries.map(\.elements) == [490, 12])
    // 490 times 179.9, 12 times 27.6.
    #expect(cost.boundaries.map(\.instructions) == [88_151, 331])
  }

  @Test func `operators on the CPU are priced by their elements`() throws {
    let graph = try ExportedGraph("mamba1_step_int8/model_1.tosa").graph
    let plan = try AxonEngine().compile(graph)
    for item in plan.hostCost.operators {
      let op = graph.main.operators[item.operatorIndex]
      let elements = graph.main[op.outputs[0]].type.shape.elementCount
      switch op.operation {
      case .table: #expect(item.instructions == Int((68.1 * Double(elements)).rounded()))
      case .rescale: #expect(item.instructions == Int((207.5 * Double(elements)).rounded()))
      default: break
      }
    }
    #expect(
      plan.hostCost.operators.count
        == plan.report.operators.count { entry in
          if case .host = entry.placement { true } else { false }
        })
    #expect(plan.hostCost.operatorInstructions > 0)
  }

  @Test func `an operator without a measured kernel is unpriced, not free`() throws {
    let type = TensorType(.int32, [4])
    let graph = Graph(
      main: Block(
        tensors: [TensorInfo(name: "x", type: type), TensorInfo(name: "y", type: type)],
        operators: [Operator(.unary(.abs), inputs: [TensorID(0)], outputs: [TensorID(1)])],
        inputs: [TensorID(0)], outputs: [TensorID(1)]))
    let cost = try AxonEngine().compile(ValidatedGraph(graph)).hostCost
    #expect(cost.operators.map(\.instructions) == [nil])
    #expect(cost.unpriced == 1)
  }
}

import Graph

/// Why operators that no pattern takes stay on the CPU.
enum HostReason {
  /// - Parameter isClaimed: whether AXON could run the operator, had it a region to be part of.
  static func text(
    for index: Int, in graph: ValidatedGraph, _ flow: OperatorFlow, isClaimed: Bool
  ) -> String {
    let op = graph.main.operators[index]
    if isClaimed || TensorView.isView(op.operation) {
      return "it moves data, and no layer beside it computes"
    }
    switch op.operation {
    case .rescale:
      let isInner = graph.main[op.outputs[0]].type.dtype == .int32
      let partners = isInner ? flow.consumers[index] : flow.producers[index]
      let kinds = partners.map { graph.main.operators[$0] }.filter { !$0.operation.isConstant }
      guard let kind = kinds.first?.kind else { return "AXON scales only at the end of a layer" }
      return "it scales for \(kind), which runs on the CPU"
    case .clamp:
      return "only a CLAMP that is a ReLU of the layer before it is folded into that layer"
    case .matMul: return "AXON's weights are constant"
    default: return "AXON has no \(op.kind)"
    }
  }
}

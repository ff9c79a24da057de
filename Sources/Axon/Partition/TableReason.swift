import Graph

/// Why a TABLE stays on the CPU.
enum TableReason {
  /// - Parameters:
  ///   - claims: those made so far.
  ///   - declined: for results of layers that were claimed without an extension, why.
  static func rejection(
    of op: Operator, _ claims: [Claim], _ declined: [TensorID: Rejection],
    in context: LoweringContext
  ) -> Rejection {
    var operand = op.inputs[0]
    while let producer = context.graph.producers[operand.index],
      TensorView(context.block.operators[producer], in: context.block) != nil,
      context.onlyReader(of: operand) != nil
    {
      operand = context.block.operators[producer].inputs[0]
    }
    guard let producer = context.graph.producers[operand.index] else {
      return Rejection("\(need), and this reads the graph's input")
    }
    let kind = context.block.operators[producer].kind
    guard let source = context.located[operand.index], claims[source.claim].result == operand else {
      return Rejection("\(need), and \(kind) runs on the CPU")
    }
    do throws(Rejection) {
      let layer = claims[source.claim].layer
      guard layers.contains(layer.operation), claims[source.claim].cpuExtension == nil else {
        return Rejection("\(need), and AXON's \(layer.operation.rawValue) gives INT8 only")
      }
      _ = try ActivationTable(op, inputZeroPoint: layer.outputZeroPoint, in: context)
      if let rejection = declined[operand] { return rejection }
      guard context.mayFuse(.linearActivation) else {
        return Rejection("\(FusedPattern.linearActivation.name) is off")
      }
      return Rejection("others read the INT8 result that it reads too, which AXON then has not")
    } catch {
      return error
    }
  }

  private static let need = "AXON's sigmoid and tanh read a layer's result before it is INT8"
  /// The layers that can give other results than INT8.
  private static let layers: Set<AxonOperation> = [
    .fullyConnected, .conv2D, .pointwise, .depthwise, .multiply,
  ]
}

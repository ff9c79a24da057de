import Graph

extension KnownDefect {
  /// A layer of the NPU runs after a softmax.
  ///
  /// Of 100 measured networks with a softmax of 1 to 16 logits the 77 that have such a layer never ended:
  /// slice, ADD, MUL, max pool, concat, depthwise or fully connected, whether it reads the softmax or not.
  /// Those with a reshape or nothing behind it came out right.
  public static let softmaxNotLast = KnownDefect(
    "softmax_not_last",
    "a layer that the NPU runs after a softmax makes the simulator run forever",
    advice: "End the network with the softmax.",
    formula: .refused,
    in: { layer, network in
      guard layer.operation == .softmax, let index = network.layers.firstIndex(of: layer)
      else { return nil }
      let next = network.layers.indices.dropFirst(index + 1).first {
        let operation = network.layers[$0].operation
        return !operation.isCPUExtension && operation != .persistentVariable
      }
      return next.map { "layer \($0) is \(network.layers[$0].operation.rawValue)" }
    })
}

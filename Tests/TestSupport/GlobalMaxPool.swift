public import Graph

/// A graph of one MAX_POOL2D of INT8 over the whole image, which AXON's compiler 1.4.0 turns into a
/// saturated sum.
public enum GlobalMaxPool {
  /// The shape of the input `x`; the output is `y`, of one value a channel.
  public static let inputShape: Shape = [1, 4, 4, 2]

  /// The graph.
  public static let graph = Graph(
    main: Block(
      tensors: [
        TensorInfo(name: "x", type: TensorType(.int8, inputShape)),
        TensorInfo(name: "y", type: TensorType(.int8, [1, 1, 1, 2])),
      ],
      operators: [
        Operator(
          .maxPool2D(
            MaxPool2D(
              kernel: Spatial2D(y: 4, x: 4), stride: Spatial2D(y: 1, x: 1), pad: Padding2D())),
          inputs: [TensorID(0)], outputs: [TensorID(1)])
      ],
      inputs: [TensorID(0)], outputs: [TensorID(1)]))

  /// Ones in the first channel, twenties in the second: 1 and 20 at most, 16 and 127 as sums.
  public static let input = Tensor(
    (0..<32).map { $0 % 2 == 0 ? 1 : 20 } as [Int8], .int8, inputShape)
}

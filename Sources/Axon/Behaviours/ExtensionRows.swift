import Graph

extension KnownDefect {
  /// A window slides over what a CPU extension has written: its rows have no gaps, and are read as if
  /// they had.
  ///
  /// Measured: kernels from 1 x 1 to 3 x 3, strides 1 and 2, heights 1, 2 and 5, widths to 9. Widths of
  /// 4n never fail; of the others most do, strides above 1 seldom. Other layers read right.
  public static let extensionRows = KnownDefect(
    "cpu_rows_packed",
    "a depthwise or average pool layer gives wrong values of what sigmoid, tanh or a reshape has "
      + "written, where that is several rows of a width that is no multiple of 4",
    advice: "Copy it with a strided slice first.",
    formula: .unknown,
    in: { layer, network in
      guard layer.operation == .depthwise || layer.operation == .averagePool,
        case .layer(let index)? = layer.operands.first, network.layers.indices.contains(index),
        [.sigmoid, .tanh, .reshape].contains(network.layers[index].operation)
      else { return nil }
      let dims = layer.inputs[0]
      guard dims.w % 4 != 0, dims.c * dims.h > 1 else { return nil }
      return "layer \(index) writes \(dims.c * dims.h) rows of \(dims.w)"
    })
}

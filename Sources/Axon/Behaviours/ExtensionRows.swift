import Graph

extension KnownDefect {
  /// What a CPU extension has written has rows without gaps, and is read as if there were some.
  ///
  /// Depthwise and average pool: kernels from 1 x 1 to 3 x 3, strides 1 and 2, heights 1, 2 and 5, widths
  /// to 9. Widths of 4n never fail; of the others most do, strides above 1 seldom.
  ///
  /// An ADD of two tensors of several channels spreads such rows in place, from the first on, each over the
  /// start of the next one: wrong were all 180 measured whose first operand has them, 165 of 180 where both
  /// have, and where the second has, all or few of them, by what else lies in the memory. 108 ADDs of one
  /// channel and 720 MULs were right, as are ADDs of a constant and other layers.
  public static let extensionRows = KnownDefect(
    "cpu_rows_packed",
    "a depthwise or average pool layer, or an ADD of two tensors, gives wrong values of what sigmoid, tanh "
      + "or a reshape has written, where that is several rows of a width that is no multiple of 4",
    advice: "Copy it with a strided slice first.",
    formula: .unknown,
    in: { layer, network in
      let isSum = layer.operation == .add && layer.operands.count == 2
      guard isSum || layer.operation == .depthwise || layer.operation == .averagePool else {
        return nil
      }
      for (operand, dims) in zip(layer.operands, layer.inputs) {
        guard dims.w % 4 != 0, (isSum ? dims.c : dims.c * dims.h) > 1,
          let index = network.extensionWriting(operand)
        else { continue }
        return "layer \(index) writes \(dims.c * dims.h) rows of \(dims.w)"
      }
      return nil
    })
}

extension AxonNetwork {
  /// The CPU extension that has written `operand`, without gaps between its rows.
  func extensionWriting(_ operand: AxonOperand) -> Int? {
    guard case .layer(let index) = operand, layers.indices.contains(index),
      layers[index].operation.isCPUExtension
    else { return nil }
    return index
  }
}

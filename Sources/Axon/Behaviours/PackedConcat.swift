import Graph

extension KnownDefect {
  /// A tensor joined along its rows from parts that are no whole words, and its readers.
  public static let packedConcat = KnownDefect(
    "concat_width_packed",
    "a fully connected layer, or an ADD of rows that are no whole words, gives wrong values where an "
      + "operand was joined along the width of parts whose widths are no multiples of 4",
    advice: "Join along another axis, or put another layer between.",
    formula: .unknown,
    in: { layer, network in
      let isSum =
        layer.operation == .add && layer.operands.count == 2 && layer.output.w % 4 != 0
      guard isSum || layer.operation == .fullyConnected else { return nil }
      for case .layer(let index) in layer.operands where network.layers.indices.contains(index) {
        let source = network.layers[index]
        guard source.operation == .concat, source.concatAxis == .w,
          source.inputs.allSatisfy({ $0.w % 4 != 0 })
        else { continue }
        let widths = source.inputs.map { String($0.w) }.joined(separator: " and ")
        return "layer \(index) joins widths \(widths)"
      }
      return nil
    })
}

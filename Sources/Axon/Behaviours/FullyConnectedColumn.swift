import Graph

extension KnownDefect {
  /// A fully connected layer with a shift a channel reads a tensor of width 1.
  public static let fullyConnectedColumn = KnownDefect(
    "fc_column_shifts",
    "a fully connected layer with a shift a channel, fed by a tensor of width 1 whose elements are "
      + "no multiple of 4, compiles, and its simulation fails",
    advice: "Give the channels one scale, or reshape to one row before.",
    formula: .refused,
    in: { layer, network in
      guard layer.operation == .fullyConnected, layer.shifts.count > 1,
        case .layer(let index)? = layer.operands.first, network.layers.indices.contains(index)
      else { return nil }
      let source = network.layers[index].output
      guard source.w == 1, source.count > 1, source.count % 4 != 0 else { return nil }
      return "there are \(layer.shifts.count) shifts, and the operand is \(source)"
    })
}

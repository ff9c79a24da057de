import Graph

extension KnownDefect {
  /// Sigmoid and tanh of several rows that end in a lone element.
  public static let activationWidth = KnownDefect(
    "cpu_act_w_mod4_1", "sigmoid and tanh of several rows whose width is 4n + 1 give wrong values",
    advice: "Reshape to one row before, or pad the rows.",
    formula: .unknown
  ) { layer in
    guard layer.operation == .sigmoid || layer.operation == .tanh,
      layer.inputs[0].w % 4 == 1, layer.inputs[0].c * layer.inputs[0].h > 1
    else { return nil }
    return "\(layer.inputs[0].c * layer.inputs[0].h) rows of \(layer.inputs[0].w)"
  }
}

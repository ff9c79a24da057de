import Graph

extension KnownDefect {
  /// A tensor of one value a channel as an operand of ADD or MUL.
  public static let broadcastChannel = KnownDefect(
    "broadcast_c11", "ADD and MUL with a computed operand of one value a channel give wrong values",
    advice: "Leave the operator to the CPU, or make the operand a constant.",
    formula: .unknown
  ) { layer in
    guard layer.operation == .add || layer.operation == .multiply, layer.inputs.count == 2,
      layer.inputs[1].plane == 1, layer.inputs[0].plane > 1
    else { return nil }
    return
      "the second operand is \(layer.inputs[1]), the first \(layer.inputs[0]); measured to fail "
      + "at widths that are multiples of 4"
  }
}

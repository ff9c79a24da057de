import Graph

extension KnownDefect {
  /// A scalar constant beside a tensor of one value a channel.
  public static let scalarConstant = KnownDefect(
    "scalar_const",
    "ADD and MUL of a scalar constant and 4 or more values of 1 x 1 give wrong ones",
    advice: "Repeat the constant for each channel.",
    formula: .unknown
  ) { layer in
    guard layer.operation == .add || layer.operation == .multiply, layer.operands.count == 1,
      layer.filterDims.count == 1, layer.inputs[0].plane == 1, layer.inputs[0].c >= 4
    else { return nil }
    return "the constant is a scalar, the operand \(layer.inputs[0])"
  }
}

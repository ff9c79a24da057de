import Graph

extension KnownDefect {
  /// A constant for each channel, or for all, beside rows of more than 512 elements.
  ///
  /// Of 50 measured layers all 13 of this form were wrong at the end of their rows. An ADD, and a MUL with
  /// a constant for each element, are right.
  public static let wideRowConstant = KnownDefect(
    "mul_const_wide_row",
    "a MUL of rows of more than 512 elements by a constant that has not as many gives wrong values at "
      + "their ends",
    advice: "Give the constant for each element, as Assay's lowering does.",
    formula: .unknown
  ) { layer in
    guard layer.operation == .multiply, layer.operands.count == 1, layer.output.w > 512,
      layer.filterDims.count < layer.output.count
    else { return nil }
    return "the constant is \(layer.filterDims), the operand \(layer.inputs[0])"
  }
}

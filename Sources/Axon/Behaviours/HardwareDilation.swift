import Graph

extension KnownDefect {
  /// Dilation by the hardware's own field.
  public static let hardwareDilation = KnownDefect(
    "dilation", "a dilation given to the hardware gives some wrong values",
    advice: "Put zeros between the weights instead, as Assay's lowering does.",
    formula: .unknown
  ) { layer in
    let dilation = layer.dilation
    guard dilation != Spatial2D(y: 1, x: 1) else { return nil }
    return "the dilation is \(dilation.y) x \(dilation.x)"
  }
}

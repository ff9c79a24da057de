import Graph

extension KnownDefect {
  /// A long fully connected layer without a shift wraps instead of saturating.
  ///
  /// Measured with 1,024 inputs; 1,000 and fewer saturate.
  public static let fullyConnectedUnshifted = KnownDefect(
    "fc_unshifted_wrap",
    "a fully connected layer of 1024 inputs or more with shift 0 wraps modulo 256 instead of "
      + "saturating",
    advice: "Use a shift, as Assay's lowering does.",
    formula: .own,
    distortion: { scalings, layer in
      guard layer.isLongAndUnshifted else { return }
      for channel in scalings.indices { scalings[channel].saturates = false }
    }
  ) { layer in
    guard layer.isLongAndUnshifted else { return nil }
    return "there are \(layer.inputs[0].count) inputs, and the shift is 0"
  }
}

extension AxonLayer {
  fileprivate var isLongAndUnshifted: Bool {
    operation == .fullyConnected && output.byteWidth == 1 && inputs[0].count >= 1_024
      && shifts == [0]
  }
}

import Graph

extension KnownDefect {
  /// A fully connected layer with one shift and the multiplier 0 is not scaled at all.
  public static let zeroMultiplierBypass = KnownDefect(
    "fc_mult0_bypass",
    "a fully connected layer with one shift and the multiplier 0 gives its sums, shifted; zero point"
      + " and activation are ignored",
    advice: "Fold the layer away: by its own scales it is constant.",
    formula: .own,
    distortion: { scalings, layer in
      guard layer.bypassesMultiplier else { return }
      for channel in scalings.indices {
        scalings[channel].negative = 1
        scalings[channel].positive = 1
        scalings[channel].zeroPoint = 0
      }
    }
  ) { layer in
    guard layer.bypassesMultiplier else { return nil }
    return "there is one shift and the first multiplier is 0"
  }
}

extension AxonLayer {
  var bypassesMultiplier: Bool {
    operation == .fullyConnected && shifts.count == 1 && multipliers.first == 0
  }
}

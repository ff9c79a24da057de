import Graph

extension KnownDefect {
  /// The derivation of multipliers leaves nothing of a small scale, so the channel is constant.
  public static let deadChannel = KnownDefect(
    "dead_channel", "a channel whose multiplier is 0 gives its zero point whatever its input",
    advice: "Calibrate the output to a zero point other than -128, or fold the channel away.",
    formula: .documented
  ) { layer in
    switch layer.operation {
    case .fullyConnected, .conv2D, .pointwise, .depthwise, .averagePool, .mean, .maxPool,
      .multiply:
      break
    default: return nil
    }
    // That layer does something else.
    if layer.bypassesMultiplier { return nil }
    let count = layer.operation == .fullyConnected ? layer.output.count : layer.output.c
    let scalings = ChannelScaling.channels(of: layer, count: count)
    let dead = scalings.indices.filter {
      scalings[$0].negative == 0 && scalings[$0].positive == 0
    }
    guard !dead.isEmpty else { return nil }
    return "\(ChannelList.text(dead)) of \(count) \(dead.count == 1 ? "has" : "have") the "
      + "multiplier 0"
  }
}

import Graph

extension KnownDefect {
  /// Logits that have a multiplier each, one of them 0.
  ///
  /// Of 8 measured layers before softmax that have a shift each, the 6 with a multiplier of 0 ended the
  /// simulator with SIGFPE, the others came out right; so did 13 with one shift.
  public static let softmaxDeadLogit = KnownDefect(
    "softmax_dead_logit",
    "a fully connected layer before softmax that has a shift a channel and a multiplier of 0 makes the "
      + "simulator crash",
    advice: "Give all channels one scale, or leave the channel out.",
    formula: .refused
  ) { layer in
    guard layer.operation == .fullyConnected, layer.activation == .prepareSoftmax,
      layer.shifts.count > 1, let dead = layer.multipliers.firstIndex(of: 0)
    else { return nil }
    return "channel \(dead) of \(layer.multipliers.count) has the multiplier 0"
  }
}

import Graph

extension KnownDefect {
  /// A leaky convolution of one channel into two scales both as the first.
  public static let leakyPairShared = KnownDefect(
    "leaky_cin1_o2",
    "a leaky ReLU after a convolution of 1 channel into 2 scales both as the first",
    advice: "Pad the convolution to three channels.",
    formula: .own,
    distortion: { scalings, layer in
      guard layer.sharesLeakyPair, scalings.count == 2 else { return }
      scalings[1].negative = scalings[0].negative
      scalings[1].positive = scalings[0].positive
    }
  ) { layer in
    guard layer.sharesLeakyPair else { return nil }
    return "one input channel, two output channels, leaky ReLU"
  }
}

extension AxonLayer {
  fileprivate var sharesLeakyPair: Bool {
    operation == .conv2D && activation == .leakyReLU && inputs[0].c == 1 && output.c == 2
  }
}

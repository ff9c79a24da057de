import Graph

extension KnownDefect {
  /// A leaky convolution of one channel into two scales both as the first.
  public static let leakyPairShared = KnownDefect(
    "leaky_cin1_o2",
    "a leaky ReLU after a convolution into 2 channels, of 1 channel or along 1 row, scales both as the first",
    advice: "Pad the convolution to three channels.",
    formula: .own,
    distortion: { scalings, layer in
      guard layer.sharesLeakyPair, scalings.count == 2 else { return }
      scalings[1].negative = scalings[0].negative
      scalings[1].positive = scalings[0].positive
    }
  ) { layer in
    guard layer.sharesLeakyPair else { return nil }
    return "the input is \(layer.inputs[0]), there are two output channels and one shift"
  }

  /// The same with a shift for each of the two channels.
  public static let leakyPairShifts = KnownDefect(
    "leaky_o2_shifts",
    "a leaky ReLU after a convolution into 2 channels, of 1 channel or along 1 row, with two shifts leaves "
      + "the output as it was",
    advice: "Give both channels one shift, or pad the convolution to three channels.",
    formula: .unknown
  ) { layer in
    guard layer.hasLeakyPair, layer.shifts.count == 2 else { return nil }
    return "the input is \(layer.inputs[0]), there are two output channels and two shifts"
  }
}

extension AxonLayer {
  fileprivate var hasLeakyPair: Bool {
    operation == .conv2D && activation == .leakyReLU && output.c == 2
      && (inputs[0].c == 1 || (inputs[0].h == 1 && filterDims.h == 1))
  }

  fileprivate var sharesLeakyPair: Bool { hasLeakyPair && shifts.count == 1 }
}

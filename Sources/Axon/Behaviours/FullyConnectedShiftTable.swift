import Graph

extension KnownDefect {
  /// A fully connected layer has room for 512 shifts; the channels behind use them again.
  public static let fullyConnectedShiftTable = KnownDefect(
    "fc_shift_table",
    "from the 513th output on a fully connected layer uses the shifts of the first ones again",
    advice: "Give the channels one shift, or split the layer.",
    formula: .own,
    distortion: { scalings, layer in
      guard layer.repeatsShifts else { return }
      for channel in scalings.indices.dropFirst(AxonLayer.shiftsThatFit) {
        scalings[channel].shift = layer.shifts[channel % AxonLayer.shiftsThatFit]
      }
    }
  ) { layer in
    guard layer.repeatsShifts else { return nil }
    return "there are \(layer.shifts.count) shifts, \(AxonLayer.shiftsThatFit) are kept"
  }
}

extension AxonLayer {
  fileprivate static let shiftsThatFit = 512

  fileprivate var repeatsShifts: Bool {
    operation == .fullyConnected
      && shifts.indices.contains { shifts[$0] != shifts[$0 % Self.shiftsThatFit] }
  }
}

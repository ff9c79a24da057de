import Graph

extension KnownDefect {
  /// A pointwise layer reads a large input of the network whose rows are no whole words.
  ///
  /// Of 260 measured layers those whose rows, filled up to words, took 5,320 bytes or more could fail;
  /// between that and 6,144 bytes some did, beyond it all.
  public static let packedPointwise = KnownDefect(
    "pw_packed_input",
    "a pointwise layer that reads the network's input gives wrong values in its last rows",
    advice: "Let another layer read the input first, or widen it to a multiple of 4.",
    formula: .unknown
  ) { layer in
    guard layer.operation == .pointwise, case .external? = layer.operands.first else { return nil }
    let dims = layer.inputs[0]
    let bytes = dims.c * dims.h * ((dims.w + 3) / 4 * 4)
    guard dims.w % 4 != 0, bytes > 5_120 else { return nil }
    return "the input is \(dims), \(bytes) bytes with its rows filled up; measured to fail from "
      + "5320 on"
  }
}

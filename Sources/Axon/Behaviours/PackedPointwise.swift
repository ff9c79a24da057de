import Graph

extension KnownDefect {
  /// A pointwise layer reads a large input of the network whose rows are no whole words.
  ///
  /// Of 260 measured layers those whose rows, filled up to words, took 5,320 bytes or more could fail;
  /// between that and 6,144 bytes some did, beyond it all. Of 504 smaller ones 160 failed: rows beyond 256
  /// elements, if there are several rows or several outputs, and several rows of more than 1,024 bytes.
  public static let packedPointwise = KnownDefect(
    "pw_packed_input",
    "a pointwise layer that reads the network's input gives wrong values behind its first 256 columns, or "
      + "in its last rows",
    advice: "Let another layer read the input first, or widen it to a multiple of 4.",
    formula: .unknown
  ) { layer in
    guard layer.operation == .pointwise, case .external? = layer.operands.first else { return nil }
    let dims = layer.inputs[0]
    let bytes = dims.c * dims.h * ((dims.w + 3) / 4 * 4)
    let isWide = dims.w > 256 && (dims.h > 1 || layer.output.c > 1)
    let isLong = dims.h > 1 && bytes > 1_024 * dims.c
    guard dims.w % 4 != 0, bytes > 5_120 || isWide || isLong else { return nil }
    return "the input is \(dims), \(bytes) bytes with its rows filled up"
  }

  /// An ADD of a few channels of one row whose second operand is the network's input.
  public static let packedSum = KnownDefect(
    "add_packed_input",
    "an ADD of 2 or 3 channels of one row, of width 4n + 3, whose second operand is the network's "
      + "input, gives wrong values at the start of rows",
    advice: "Swap the operands.",
    formula: .unknown
  ) { layer in
    guard layer.operation == .add, layer.operands.count == 2,
      case .external? = layer.operands.last, layer.inputs[0].h == 1,
      (2...3).contains(layer.inputs[0].c), layer.inputs[0].w % 4 == 3
    else { return nil }
    return "the second operand is the input, \(layer.inputs[0])"
  }
}

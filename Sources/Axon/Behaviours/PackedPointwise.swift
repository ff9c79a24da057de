import Graph

extension KnownDefect {
  /// A pointwise layer reads large rows that are no whole words and have no gaps: the network's input, or
  /// what a CPU extension has written.
  ///
  /// Of 260 measured layers those whose rows, filled up to words, took 5,320 bytes or more could fail;
  /// between that and 6,144 bytes some did, beyond it all. Of 504 smaller ones 160 failed: rows beyond 256
  /// elements, if there are several rows, or several channels on both sides, and several rows of more than
  /// 1,024 bytes. None of 102 that make several channels of one row did. 240 layers behind a reshape, and 240
  /// behind a sigmoid, failed where they do on the input.
  public static let packedPointwise = KnownDefect(
    "pw_packed_input",
    "a pointwise layer that reads the network's input, or what sigmoid, tanh or a reshape has written, "
      + "gives wrong values behind its first 256 columns, or in its last rows",
    advice: "Copy it with a strided slice first, or widen it to a multiple of 4.",
    formula: .unknown,
    in: { layer, network in
      guard layer.operation == .pointwise, let operand = layer.operands.first else { return nil }
      let source: String
      if case .external = operand {
        source = "the input"
      } else if let index = network.extensionWriting(operand) {
        source = "the output of layer \(index)"
      } else {
        return nil
      }
      let dims = layer.inputs[0]
      let bytes = dims.c * dims.h * ((dims.w + 3) / 4 * 4)
      let isWide = dims.w > 256 && (dims.h > 1 || (dims.c > 1 && layer.output.c > 1))
      let isLong = dims.h > 1 && bytes > 1_024 * dims.c
      guard dims.w % 4 != 0, bytes > 5_120 || isWide || isLong else { return nil }
      return "\(source) is \(dims), \(bytes) bytes with its rows filled up"
    })

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

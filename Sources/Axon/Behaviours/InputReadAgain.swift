import Graph

extension KnownDefect {
  /// The memory of the network's input is given away before its last reader.
  ///
  /// Measured on networks with a second reader: all 77 whose first one is fully connected failed, 11 of 13
  /// behind a pointwise layer, and of 102 behind a MUL, or an ADD of two tensors, 42. Behind averages those
  /// of 4 columns did, none of the 11 whose rows are no whole words. Convolutions, depthwise layers, max
  /// pools, slices and ADDs of a constant leave the input as it is: none of 73 failed.
  public static let inputReadAgain = KnownDefect(
    "input_read_again",
    "a layer that reads the network's input after one that does not, or after one that gives its memory "
      + "away (fully connected, pointwise, MUL, ADD of two tensors, an average), reads what another layer "
      + "has written there",
    advice: "Copy the input with a strided slice first, as engine axon-sdk does.",
    formula: .unknown,
    in: { layer, network in
      guard network.externals.count == 1 else { return nil }
      let readers = network.layers.inputReaders
      guard !readers.late.isEmpty, let index = network.layers.firstIndex(of: layer),
        readers.late.contains(index), let first = readers.first
      else { return nil }
      return first < index
        ? "layer \(first) has read the input before" : "layers have run before that do not read it"
    })
}

extension [AxonLayer] {
  /// The first layer that reads the network's input, and those that find something else there.
  var inputReaders: (first: Int?, late: [Int]) {
    var first: Int?
    var late: [Int] = []
    var isKept = true
    for (index, layer) in enumerated() {
      let reads = layer.readsInput
      if reads {
        first = first ?? index
        if !isKept { late.append(index) }
      }
      if layer.givesInputAway(reads: reads) { isKept = false }
    }
    return (first, late)
  }
}

extension AxonLayer {
  /// Whether an operand comes from outside the network.
  var readsInput: Bool {
    operands.contains { if case .external = $0 { true } else { false } }
  }

  /// Whether the memory of the network's input is used for something else from this layer on.
  fileprivate func givesInputAway(reads: Bool) -> Bool {
    guard reads else { return operation != .persistentVariable }
    switch operation {
    case .fullyConnected, .pointwise, .multiply: return true
    case .averagePool, .mean: return inputs[0].w % 4 == 0
    case .add: return operands.count == 2
    default: return false
    }
  }
}

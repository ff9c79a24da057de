import Graph

extension KnownDefect {
  /// The memory of the network's input is given away before its last reader.
  ///
  /// Of 70 measured networks those whose rows are whole words, or whose first reader is pointwise,
  /// failed; some of the others did.
  public static let inputReadAgain = KnownDefect(
    "input_read_again",
    "a layer that reads the network's input after one that does not, or after a pointwise one, reads "
      + "what another layer has written there",
    advice: "Copy the input with a strided slice first, as engine axon-sdk does.",
    formula: .unknown,
    in: { layer, network in
      guard network.externals.count == 1,
        let index = network.layers.firstIndex(of: layer),
        network.layers.inputReaders.late.contains(index),
        let first = network.layers.inputReaders.first
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
      let reads = layer.operands.contains { if case .external = $0 { true } else { false } }
      if reads {
        first = first ?? index
        if !isKept { late.append(index) }
      }
      // Variables lie elsewhere.
      let givesAway = reads ? layer.operation == .pointwise : layer.operation != .persistentVariable
      if givesAway { isKept = false }
    }
    return (first, late)
  }
}

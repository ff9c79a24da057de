import Graph

extension KnownDefect {
  /// The memory of the network's input is given away before its last reader.
  ///
  /// Of 70 measured networks those whose rows are whole words, or whose first reader is pointwise,
  /// failed; some of the others did. A MUL, and an ADD of two tensors, unpack the input or write over it: of
  /// 102 measured networks in which another layer reads it after such a one, 42 failed.
  public static let inputReadAgain = KnownDefect(
    "input_read_again",
    "a layer that reads the network's input after one that does not, after a pointwise one, a MUL or an "
      + "ADD of two tensors, reads what another layer has written there",
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
      if layer.givesInputAway(reads: reads) { isKept = false }
    }
    return (first, late)
  }
}

extension AxonLayer {
  /// Whether the memory of the network's input is used for something else from this layer on.
  fileprivate func givesInputAway(reads: Bool) -> Bool {
    guard reads else { return operation != .persistentVariable }
    switch operation {
    case .pointwise, .multiply: return true
    case .add: return operands.count == 2
    default: return false
    }
  }
}

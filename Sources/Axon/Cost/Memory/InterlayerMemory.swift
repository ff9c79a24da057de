/// The buffer that a network's tensors share.
///
/// Tensors take the first place that fits, a layer's output is placed before its operands end, and
/// some operations may write over their operand; found by comparing with what compiler 1.4.0 reports.
struct InterlayerMemory {
  /// Bytes that the buffer needs.
  var bytes: Int { arena.size }

  private var arena = InterlayerArena()
  /// For each tensor the last layer that reads it.
  private var lastUse: [AxonOperand: Int] = [:]

  init(_ layers: [AxonLayer]) {
    for (index, layer) in layers.enumerated() {
      for operand in layer.operands { lastUse[operand] = index }
    }
    placeExternals(of: layers)
    for (index, layer) in layers.enumerated() where layer.operation != .persistentVariable {
      run(layer, at: index, isStored: isStored(index, of: layers))
      if lastUse[.layer(index)] == nil, index < layers.count - 1 {
        arena.free(.tensor(.layer(index)))
      }
    }
  }

  private mutating func placeExternals(of layers: [AxonLayer]) {
    var placed: Set<AxonOperand> = []
    for layer in layers {
      for (operand, dims) in zip(layer.operands, layer.inputs) {
        guard case .external = operand, placed.insert(operand).inserted else { continue }
        // One that is both operands of a layer is there twice.
        let copies = layer.operands.filter { $0 == operand }.count
        arena.place(.tensor(operand), bytes: copies * dims.packedByteCount)
      }
    }
  }

  private mutating func run(_ layer: AxonLayer, at index: Int, isStored: Bool) {
    let need = LayerSpace(layer)
    let ending = Set(layer.operands).filter { lastUse[$0] == index }
    for (number, bytes) in need.temporaries.enumerated() {
      arena.place(.temporary(number), bytes: bytes)
    }
    if !isStored {
      place(
        .tensor(.layer(index)), need,
        over: layer.operands.first.flatMap { ending.contains($0) ? $0 : nil })
    }
    for number in need.temporaries.indices { arena.free(.temporary(number)) }
    for operand in ending { arena.free(.tensor(operand)) }
  }

  private mutating func place(
    _ owner: InterlayerArena.Owner, _ need: LayerSpace, over operand: AxonOperand?
  ) {
    switch (need.placement, operand) {
    case (.anywhere, let operand?):
      arena.free(.tensor(operand))
      arena.place(owner, bytes: need.output)
    case (.overOperand, let operand?) where !arena.hasRoom(for: need.output):
      arena.place(owner, bytes: need.output, over: .tensor(operand))
    default:
      arena.place(owner, bytes: need.output)
    }
  }

  /// Whether a layer's output goes to persistent variables only, which have memory of their own.
  private func isStored(_ index: Int, of layers: [AxonLayer]) -> Bool {
    let readers = layers.filter { $0.operands.contains(.layer(index)) }
    return !readers.isEmpty && readers.allSatisfy { $0.operation == .persistentVariable }
  }
}

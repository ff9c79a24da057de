import Graph

/// Connects the layers of one region: finds what each operand is, makes external inputs, and puts
/// data-moving layers where a reader needs a zero point or dimensions that its producer has not.
struct RegionWiring {
  private let graph: ValidatedGraph
  private let members: Set<Int>
  private(set) var layers: [AxonLayer] = []
  /// For each layer the operator that it was made for.
  private(set) var origins: [Int] = []
  private(set) var externals: [AxonNetwork.External] = []
  private(set) var entries: [RegionNetwork.Entry] = []
  private(set) var results: [RegionNetwork.Result] = []
  /// The layer that makes each tensor, and how it lies there.
  private var made: [TensorID: RegionNetwork.Result] = [:]
  /// Layers and external inputs whose zero point no reader has asked for yet.
  private var undecidedLayers: Set<Int> = []
  private var undecidedExternals: Set<Int> = []
  /// Persistent variable layers, what makes their new values, and what gives these as they take them.
  private var renewals: [(state: Int, source: Int, carrier: Int)] = []

  init(_ operators: [Int], in graph: ValidatedGraph) {
    self.graph = graph
    members = Set(operators)
  }

  /// Notes where a view's result lies, if the region makes its operand.
  mutating func addView(_ index: Int) {
    let op = graph.main.operators[index]
    guard let view = TensorView(op, in: graph.main), let source = made[op.inputs[0]] else { return }
    note(
      RegionNetwork.Result(
        tensor: op.outputs[0], layer: source.layer,
        arrangement: source.arrangement.viewed(through: view.sources)))
  }

  mutating func add(_ claim: Claim) throws(InternalFault) {
    var layer = claim.layer
    layer.operands = []
    for operand in claim.operands {
      layer.operands.append(try source(of: operand, for: layer.operation))
    }
    layers.append(layer)
    origins += [Int](repeating: claim.origin(in: graph), count: layers.count - origins.count)
    if claim.onlyMovesData, claim.state == nil { undecidedLayers.insert(layers.count - 1) }
    for var layer in claim.extensionLayers {
      layer.operands = [.layer(layers.count - 1)]
      layers.append(layer)
      origins.append(claim.cpuExtension?.origin ?? origins[origins.count - 1])
    }
    note(
      RegionNetwork.Result(
        tensor: claim.result, layer: layers.count - 1, arrangement: claim.arrangement))
  }

  /// Notes the tensor that a persistent variable layer takes when the inference has ended.
  mutating func renew(_ claim: Claim, with tensor: TensorID) throws(InternalFault) {
    guard let state = made[claim.result], let result = made[tensor] else {
      throw InternalFault("'\(graph.main[tensor].name)' is written outside the region")
    }
    let operand = ClaimOperand(tensor: tensor, arrangement: claim.arrangement)
    let carrier = try carried(result, to: operand, for: claim.layer.operation)
    origins += [Int](repeating: origins[result.layer], count: layers.count - origins.count)
    renewals.append((state.layer, result.layer, carrier))
  }

  /// Connects persistent variable layers with what renews them, when all other layers are there.
  ///
  /// A layer whose output renews a variable writes over it at once. If others read the old value later, a
  /// copy at the end renews it.
  mutating func connectVariables() {
    let last = layers.count
    for (state, source, carrier) in renewals {
      var renewing = carrier
      if layers[..<last].indices.contains(where: { reads(state, at: $0, after: source) }) {
        renewing = layers.count
        layers.append(wholeSlice(of: carrier, zeroPoint: seenZeroPoint(of: carrier)))
        origins.append(origins[source])
      }
      layers[state].operands = [.layer(renewing)]
    }
  }

  /// Whether a layer needs a variable that `source` has written over; an add may read what it overwrites.
  private func reads(_ state: Int, at index: Int, after source: Int) -> Bool {
    guard layers[index].operands.contains(.layer(state)) else { return false }
    let isInPlace =
      layers[index].operation == .add && layers[index].operands.first == .layer(state)
    return index > source || (index == source && !isInPlace)
  }

  private mutating func note(_ result: RegionNetwork.Result) {
    made[result.tensor] = result
    results.append(result)
  }

  /// Where a layer finds an operand.
  private mutating func source(
    of operand: ClaimOperand, for reader: AxonOperation
  ) throws(InternalFault) -> AxonOperand {
    if let result = made[operand.tensor] {
      guard result.arrangement.places == operand.arrangement.places else {
        throw InternalFault("'\(graph.main[operand.tensor].name)' lies otherwise than it is read")
      }
      return .layer(try carried(result, to: operand, for: reader))
    }
    // Outside the region: back through views that the region absorbs.
    var tensor = operand.tensor
    var arrangement = operand.arrangement
    while let producer = graph.producers[tensor.index], members.contains(producer),
      let view = TensorView(graph.main.operators[producer], in: graph.main)
    {
      tensor = graph.main.operators[producer].inputs[0]
      arrangement = arrangement.unviewed(through: view.sources)
    }
    return .external(external(tensor, arrangement, zeroPoint: operand.zeroPoint))
  }

  /// The external input for a tensor; the same one for every reader that agrees about it.
  private mutating func external(
    _ tensor: TensorID, _ arrangement: Arrangement, zeroPoint: Int?
  ) -> Int {
    for entry in entries where entry.tensor == tensor && entry.arrangement == arrangement {
      let index = entry.external
      guard let zeroPoint else { return index }
      let isUndecided = undecidedExternals.remove(index) != nil
      guard isUndecided || externals[index].zeroPoint == zeroPoint else { continue }
      externals[index].zeroPoint = zeroPoint
      return index
    }
    let index = externals.count
    externals.append(
      AxonNetwork.External(dims: arrangement.dims, zeroPoint: zeroPoint ?? 0))
    if zeroPoint == nil { undecidedExternals.insert(index) }
    entries.append(
      RegionNetwork.Entry(tensor: tensor, external: index, arrangement: arrangement))
    return index
  }

  /// The layer that gives a result as a reader wants it.
  private mutating func carried(
    _ result: RegionNetwork.Result, to operand: ClaimOperand, for reader: AxonOperation
  ) throws(InternalFault) -> Int {
    var index = result.layer
    let dims = operand.arrangement.dims
    if !operand.isFlat, !layers[index].output.hasSameSizes(as: dims) {
      guard result.arrangement.canBeRead(as: dims) else {
        throw InternalFault("\(layers[index].output) can't be read as \(dims)")
      }
      index = mover(AxonLayer(.reshape, operands: [.layer(index)], inputs: [], output: dims))
      if reader.readsThroughReshapes { index = copy(of: index) }
    }
    guard let zeroPoint = operand.zeroPoint, !shows(zeroPoint, at: index) else { return index }
    // A max pool has the zero point 0, since it would add any other; a copy gives its elements the zero
    // point that they have.
    let carrier = copy(of: index, zeroPoint: zeroPoint)
    undecidedLayers.remove(carrier)
    return carrier
  }

  /// The layer that moves all elements of another one; an equal one is used again.
  private mutating func copy(of index: Int, zeroPoint: Int = 0) -> Int {
    mover(wholeSlice(of: index, zeroPoint: zeroPoint))
  }

  private func wholeSlice(of index: Int, zeroPoint: Int) -> AxonLayer {
    let dims = layers[index].output
    var slice = AxonLayer(
      .stridedSlice, operands: [.layer(index)], inputs: [dims], output: dims)
    slice.slice = AxonLayer.Slice(begin: AxonDims(c: 0, h: 0, w: 0), end: dims)
    slice.onlyMove()
    slice.outputZeroPoint = zeroPoint
    return slice
  }

  /// Whether a reader of a layer sees `zeroPoint`; where no reader has asked for any, it does from now on.
  private mutating func shows(_ zeroPoint: Int, at index: Int) -> Bool {
    switch zeroPointSource(of: index) {
    case .layer(let source):
      if undecidedLayers.remove(source) != nil { layers[source].outputZeroPoint = zeroPoint }
    case .external(let input):
      if undecidedExternals.remove(input) != nil { externals[input].zeroPoint = zeroPoint }
    }
    return seenZeroPoint(of: index) == zeroPoint
  }

  /// The zero point that a reader of a layer sees.
  private func seenZeroPoint(of index: Int) -> Int {
    switch zeroPointSource(of: index) {
    case .layer(let source): layers[source].outputZeroPoint
    case .external(let input): externals[input].zeroPoint
    }
  }

  /// What has the zero point that a reader of a layer sees: the layer, or where that only passes values on,
  /// the one before it.
  private func zeroPointSource(of index: Int) -> AxonOperand {
    var index = index
    while layers[index].passesZeroPoint, let source = layers[index].operands.first {
      guard case .layer(let before) = source else { return source }
      index = before
    }
    return .layer(index)
  }

  /// A data-moving layer of one operand; an equal one is used again.
  private mutating func mover(_ layer: AxonLayer) -> Int {
    var layer = layer
    if case .layer(let source) = layer.operands[0] { layer.inputs = [layers[source].output] }
    layer.onlyMove()
    if let existing = layers.firstIndex(of: layer) { return existing }
    layers.append(layer)
    undecidedLayers.insert(layers.count - 1)
    return layers.count - 1
  }
}

extension AxonOperation {
  /// Whether compiler 1.4.0 takes a layer's operand as it lay before a reshape to rows that are no whole
  /// words.
  ///
  /// Measured: depthwise layers and averages behind a fully connected or pointwise layer read its one row;
  /// all other layers do not.
  fileprivate var readsThroughReshapes: Bool {
    switch self {
    case .depthwise, .averagePool, .mean: true
    default: false
    }
  }
}

import Graph

/// A network as the intermediate file can say it: one input, one output, and no layer that takes the
/// same operand twice.
///
/// Several inputs become one, channel behind channel, each in a corner of a box that has room for all;
/// slices take it apart, which changes no value and gives each its own zero point. So does one input
/// whose memory the compiler mistreats, such as ``KnownDefect/inputReadAgain``.
struct OneInputNetwork: Sendable, Hashable {
  let network: AxonNetwork
  /// The inputs of the original network that are left, in the order in which they lie behind another.
  let sources: [Int]
  /// The dimensions of each of ``sources``, and of all together.
  private let parts: [AxonDims]
  private let whole: AxonDims

  /// The part of `network` that makes the output of layer `output`.
  ///
  /// - Throws: why the file can't say it.
  init(_ network: AxonNetwork, output: Int) throws(Rejection) {
    let needed = Self.layers(of: network, neededBy: output)
    // The last layer is the output: a copy of it, where a variable needs layers behind it.
    let needsCopyBehind = needed.last != output
    guard !needsCopyBehind || network.layers[output].output.byteWidth == 1 else {
      throw Rejection("a layer behind the output takes part in it, by a persistent variable")
    }
    var readers: Set<Int> = []
    for index in needed {
      for case .external(let external) in network.layers[index].operands {
        readers.insert(external)
      }
    }
    sources = readers.sorted()
    guard let first = sources.first else { throw Rejection("nothing depends on an input") }
    let parts = sources.map { network.externals[$0].dims }
    var whole = parts[0]
    whole.c = parts.reduce(0) { $0 + $1.c }
    whole.h = parts.reduce(0) { max($0, $1.h) }
    whole.w = parts.reduce(0) { max($0, $1.w) }
    guard whole.c <= 65_535, whole.count <= AxonConstraint.maximumElements else {
      throw Rejection("its inputs are too large together, \(whole)")
    }
    self.parts = parts
    self.whole = whole

    var layers: [AxonLayer] = []
    // Where each operand of the original is now.
    var places: [AxonOperand: AxonOperand] = [.external(first): .external(0)]
    if sources.count > 1 || Self.needsCopy(of: network, in: needed) {
      var begin = AxonDims(c: 0, h: 0, w: 0)
      for (source, dims) in zip(sources, parts) {
        places[.external(source)] = .layer(layers.count)
        layers.append(
          Self.slice(
            of: .external(0), whole, from: begin, dims,
            zeroPoint: network.externals[source].zeroPoint))
        begin.c += dims.c
      }
    }
    let firstOwn = layers.count
    // A persistent variable reads a later layer, but copies of operands may come between: it is
    // connected when all have their numbers.
    var late: [(layer: Int, operand: AxonOperand)] = []
    for index in needed {
      var layer = network.layers[index]
      var operands: [AxonOperand] = []
      for (operand, dims) in zip(layer.operands, layer.inputs) {
        guard let place = places[operand] else {
          late.append((layers.count, operand))
          operands.append(operand)
          continue
        }
        guard operands.contains(place) else {
          operands.append(place)
          continue
        }
        layers.append(
          Self.slice(
            of: place, dims, from: AxonDims(c: 0, h: 0, w: 0), dims,
            zeroPoint: network.zeroPoint(of: operand)))
        operands.append(.layer(layers.count - 1))
      }
      layer.operands = operands
      places[.layer(index)] = .layer(layers.count)
      layers.append(layer)
    }
    for (layer, operand) in late {
      guard let place = places[operand], layers[layer].operands.count == 1, layer >= firstOwn else {
        throw Rejection("a layer reads one behind it")
      }
      layers[layer].operands = [place]
    }
    if needsCopyBehind, let place = places[.layer(output)] {
      let dims = network.layers[output].output
      layers.append(
        Self.slice(
          of: place, dims, from: AxonDims(c: 0, h: 0, w: 0), dims,
          zeroPoint: network.zeroPoint(of: .layer(output))))
    }
    self.network = AxonNetwork(
      externals: [
        AxonNetwork.External(
          dims: whole,
          zeroPoint: sources.count > 1 ? 0 : network.externals[first].zeroPoint)
      ], layers: layers)
  }

  /// The one input that holds all of ``sources``.
  ///
  /// - Parameter inputs: each of ``sources``, in C, H, W order.
  func joined(_ inputs: [[Int8]]) -> [Int8] {
    guard inputs.count > 1 else { return inputs.first ?? [] }
    var joined = [Int8](repeating: 0, count: whole.count)
    var channel = 0
    for (input, dims) in zip(inputs, parts) {
      for row in 0..<dims.c * dims.h {
        let (c, h) = row.quotientAndRemainder(dividingBy: dims.h)
        let target = ((channel + c) * whole.h + h) * whole.w
        let line = input[row * dims.w..<(row + 1) * dims.w]
        joined.replaceSubrange(target..<target + dims.w, with: line)
      }
      channel += dims.c
    }
    return joined
  }

  /// An input of random numbers.
  func randomInput(_ random: inout SplitMix64) -> [Int8] {
    (0..<whole.count).map { _ in Int8(random.integer(in: -128...127)) }
  }

  /// Whether layers that read the only input would find something else there, or read it wrongly.
  private static func needsCopy(of network: AxonNetwork, in needed: [Int]) -> Bool {
    let layers = needed.map { network.layers[$0] }
    return !layers.inputReaders.late.isEmpty
      || layers.contains { layer in
        layer.readsInput
          && [KnownDefect.packedPointwise, .packedSum].contains {
            $0.finding(layer, network) != nil
          }
      }
  }

  /// The layers that the output of one depends on, itself included, ascending.
  private static func layers(of network: AxonNetwork, neededBy output: Int) -> [Int] {
    var needed: Set<Int> = [output]
    var pending = [output]
    while let index = pending.popLast() {
      for case .layer(let producer) in network.layers[index].operands
      where needed.insert(producer).inserted {
        pending.append(producer)
      }
    }
    return needed.sorted()
  }

  /// A slice of `dims` elements from `begin` on.
  private static func slice(
    of operand: AxonOperand, _ source: AxonDims, from begin: AxonDims, _ dims: AxonDims,
    zeroPoint: Int
  ) -> AxonLayer {
    var layer = AxonLayer(.stridedSlice, operands: [operand], inputs: [source], output: dims)
    let end = AxonDims(c: begin.c + dims.c, h: begin.h + dims.h, w: begin.w + dims.w)
    layer.slice = AxonLayer.Slice(begin: begin, end: end)
    layer.multipliers = [1]
    layer.shifts = [0]
    layer.outputZeroPoint = zeroPoint
    return layer
  }
}

import Graph

/// A network while it is invented, layer by layer.
struct NetworkSketch {
  /// A tensor that a layer can read.
  struct Value: Hashable {
    var operand: AxonOperand
    var dims: AxonDims
    var zeroPoint: Int
  }

  var random: SplitMix64
  /// Whether sums may go beyond 32 bits: below them the output depends on what was in memory before.
  var hasExtremeSums = true
  let external: AxonNetwork.External
  private(set) var layers: [AxonLayer] = []

  init(_ dims: AxonDims, _ random: SplitMix64) {
    self.random = random
    external = AxonNetwork.External(dims: dims, zeroPoint: self.random.zeroPoint())
  }

  /// The network's input.
  var input: Value {
    Value(operand: .external(0), dims: external.dims, zeroPoint: external.zeroPoint)
  }

  /// Appends a finished layer and gives its output.
  @discardableResult
  mutating func append(_ layer: AxonLayer) -> Value {
    layers.append(layer)
    return Value(
      operand: .layer(layers.count - 1), dims: layer.output, zeroPoint: layer.outputZeroPoint)
  }

  /// A layer of one operand, whose output is to be set.
  func layer(_ operation: AxonOperation, of value: Value) -> AxonLayer {
    AxonLayer(
      operation, operands: [value.operand], inputs: [value.dims], output: value.dims)
  }

  /// Appends the operator of a trial of one operator, fed by the network's input.
  mutating func append(_ operation: AxonOperation) {
    switch operation {
    case .fullyConnected: fullyConnected(of: input, to: random.fullyConnectedSize())
    case .conv2D: convolution(of: input, byteWidth: outputBytes())
    case .depthwise: depthwise(of: input, byteWidth: outputBytes())
    case .pointwise: pointwise(of: input, byteWidth: outputBytes())
    case .averagePool: averagePool(of: input)
    case .mean: mean(of: input)
    case .maxPool: maxPool(of: input)
    case .add: sum()
    case .multiply: product()
    case .concat: join()
    case .stridedSlice: slice(of: input)
    case .reshape: reshape(input)
    case .persistentVariable: shiftRegister()
    case .softmax: softmax(of: input)
    case .sigmoid, .tanh: activation(operation, of: input)
    }
  }

  /// Mostly INT8; the wider types use the same formula with their own limits.
  private mutating func outputBytes() -> Int {
    random.isOneIn(12) ? random.one(of: [2, 4]) : 1
  }
}

extension AxonOperation {
  /// The size of the network's input for a trial of the operation: small, with widths around
  /// multiples of 4, now and then long in one direction.
  func inputDims(_ random: inout SplitMix64) -> AxonDims {
    switch self {
    case .fullyConnected, .softmax:
      return AxonDims(c: 1, h: 1, w: random.fullyConnectedSize())
    case .pointwise:
      return AxonDims(
        c: random.isOneIn(20) ? random.integer(in: 100...512) : random.integer(in: 1...16),
        h: random.integer(in: 1...5), w: random.integer(in: random.isOneIn(8) ? 1...3 : 4...13))
    default: break
    }
    if random.isOneIn(25) {
      let long = random.one(of: [255, 256, 257, 511, 512, 1020, 1023, 1024])
      return switch random.integer(in: 0...2) {
      case 0: AxonDims(c: 1, h: random.integer(in: 1...2), w: long)
      case 1: AxonDims(c: 1, h: long, w: random.integer(in: 1...2))
      default: AxonDims(c: long, h: 1, w: random.integer(in: 1...2))
      }
    }
    let width =
      random.isOneIn(2)
      ? max(1, 4 * random.integer(in: 1...4) + random.integer(in: -1...1))
      : random.integer(in: 1...13)
    return AxonDims(c: random.integer(in: 1...7), h: random.integer(in: 1...10), w: width)
  }
}

extension SplitMix64 {
  /// The length of a fully connected layer's input or output.
  mutating func fullyConnectedSize() -> Int {
    isOneIn(30) ? one(of: [511, 512, 513, 1024]) : integer(in: 1...48)
  }
}

public import Graph

/// What an AXON layer computes. Raw values are the names in the vector files.
public enum AxonOperation: String, Sendable, Hashable, CaseIterable {
  case fullyConnected = "fc"
  case conv2D = "conv2d"
  case depthwise
  case pointwise
  case averagePool = "avg_pool"
  case mean
  case maxPool = "max_pool"
  case add
  case multiply = "mul"
  case concat
  case stridedSlice = "strided_slice"
  case reshape
  case persistentVariable = "persistent_var"
  case softmax
  case sigmoid
  case tanh

  /// Whether the CPU runs it between layers of the NPU; it writes rows without gaps.
  var isCPUExtension: Bool {
    switch self {
    case .reshape, .softmax, .sigmoid, .tanh: true
    default: false
    }
  }
}

/// What the output stage of a layer does beside scaling. Raw values are the names in the vector files.
public enum AxonActivation: String, Sendable, Hashable, CaseIterable {
  case none
  /// Negative accumulators count as zero; ReLU6 is the same, saturation being its upper end.
  case relu
  /// Two multipliers a channel: for negative accumulators, then for others.
  case leakyReLU = "leaky_relu"
  /// A 32-bit output for softmax: no zero point, the product saturates before it is rounded.
  case prepareSoftmax = "prepare_softmax"
}

/// Where a layer finds an operand.
public enum AxonOperand: Sendable, Hashable {
  /// An input of the network.
  case external(Int)
  /// The output of a layer.
  case layer(Int)
}

/// One layer as the NPU takes it; fields follow the compiler's intermediate file, and those that an
/// operation does not use are empty.
public struct AxonLayer: Sendable, Hashable {
  /// Where a strided slice begins, ends (exclusive) and how it steps.
  public struct Slice: Sendable, Hashable {
    public var begin: AxonDims
    public var end: AxonDims
    public var step: AxonDims

    /// A box of a tensor.
    public init(begin: AxonDims, end: AxonDims, step: AxonDims = AxonDims(c: 1, h: 1, w: 1)) {
      self.begin = begin
      self.end = end
      self.step = step
    }
  }

  public var operation: AxonOperation
  /// The operands in order; an ADD or MUL with a constant has one, the constant is ``filter``.
  public var operands: [AxonOperand]
  /// The dimensions of each operand as this layer reads it.
  public var inputs: [AxonDims]
  public var output: AxonDims

  /// Convolutions: `C_in, kh, kw`; fully connected: `1, out, in`; pools: the window; a constant: its
  /// own dimensions.
  public var filterDims: AxonDims
  /// Convolutions: O, C, kh, kw; depthwise: C, kh, kw; fully connected: out, in, where `in` is the
  /// operand in C, H, W order; a constant operand: C, H, W.
  public var filter: [Int8] = []
  /// The bias with the operand's zero point in it: `bias - zp_in * sum(W)`.
  public var biasPrime: [Int32] = []
  public var multipliers: [Int32] = []
  /// One shift, or one a channel.
  public var shifts: [Int] = []
  public var stride = Spatial2D(y: 1, x: 1)
  public var dilation = Spatial2D(y: 1, x: 1)
  public var pad = Padding2D()
  public var activation = AxonActivation.none
  /// The zero point of the constant operand of a MUL; every other operand has its producer's.
  public var inputZeroPoint = 0
  public var outputZeroPoint = 0
  public var concatAxis: AxonAxis?
  public var slice: Slice?

  /// A layer with nothing but its operands and dimensions.
  public init(
    _ operation: AxonOperation, operands: [AxonOperand], inputs: [AxonDims], output: AxonDims,
    filterDims: AxonDims = AxonDims(c: 0, h: 0, w: 0)
  ) {
    self.operation = operation
    self.operands = operands
    self.inputs = inputs
    self.output = output
    self.filterDims = filterDims
  }
}

extension AxonLayer {
  /// Elementary steps of the layer: multiply-accumulates, or elements visited.
  ///
  /// Fields are at most 65,535, so that no product overflows but one of two large tensors, which
  /// saturates.
  var steps: Int {
    let each: Int =
      switch operation {
      case .fullyConnected: filterDims.w
      case .conv2D, .pointwise: filterDims.count
      case .depthwise, .averagePool, .mean, .maxPool: filterDims.plane
      default: 1
      }
    let (product, overflow) = output.count.multipliedReportingOverflow(by: max(each, 1))
    return overflow ? 1 << 48 : min(product, 1 << 48)
  }
}

extension AxonLayer {
  /// Gives a layer that moves data the scale that says so: moving ignores the multiplier, but 1 would say
  /// that the layer has no zero point of its own.
  mutating func onlyMove() {
    multipliers = [2]
    shifts = [0]
  }

  /// Whether the compiler takes the layer for one that has no zero point of its own: it is 0, the
  /// first multiplier 1 and the first shift 0.
  var passesZeroPoint: Bool {
    outputZeroPoint == 0 && multipliers.first == 1 && shifts.first == 0
  }
}

/// Layers in execution order.
public struct AxonNetwork: Sendable, Hashable {
  /// A tensor that comes from outside.
  public struct External: Sendable, Hashable {
    public var dims: AxonDims
    public var zeroPoint: Int

    /// An input of the network.
    public init(dims: AxonDims, zeroPoint: Int) {
      self.dims = dims
      self.zeroPoint = zeroPoint
    }
  }

  /// The inputs. The intermediate file has room for one: whoever writes it joins several into one and
  /// takes them apart with slices, which changes no value.
  public var externals: [External]
  public var layers: [AxonLayer]

  /// A network of `layers`.
  public init(externals: [External], layers: [AxonLayer]) {
    self.externals = externals
    self.layers = layers
  }

  /// The zero point that a reader of `operand` sees: its producer's, or where that only passes values
  /// on, the one that the producer's first operand has.
  ///
  /// - Returns: 0 for layers that pass values on in a ring, where the compiler never ends.
  public func zeroPoint(of operand: AxonOperand) -> Int {
    var operand = operand
    for _ in 0...layers.count {
      switch operand {
      case .external(let index):
        return externals.indices.contains(index) ? externals[index].zeroPoint : 0
      case .layer(let index):
        guard layers.indices.contains(index) else { return 0 }
        let layer = layers[index]
        guard layer.passesZeroPoint, let source = layer.operands.first else {
          return layer.outputZeroPoint
        }
        operand = source
      }
    }
    return 0
  }
}

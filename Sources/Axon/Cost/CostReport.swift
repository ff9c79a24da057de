/// What the networks of a graph cost on AXON; what the CPU does is not in it.
///
/// Ticks are those of Nordic's simulator, predicted: see `docs/cost-model.md`.
public struct CostReport: Sendable, Hashable {
  /// One layer.
  public struct Layer: Sendable, Hashable {
    public var operation: AxonOperation
    /// The TOSA operator that the layer was made for, by its place in the block.
    public var operatorIndex: Int
    /// Its ticks, rounded; 0 for what AXON does not do itself.
    public var ticks: Int
    /// Bytes of its weights and the biases that lie with them.
    public var constantBytes: Int
  }

  /// One network, which is one inference of AXON.
  public struct Network: Sendable, Hashable {
    /// In order of execution.
    public var layers: [Layer]
    /// Ticks of an inference, overhead included.
    public var ticks: Int
    /// Bytes of the buffer that its tensors share.
    public var interlayerBytes: Int
    /// Bytes of its constants.
    public var constantBytes: Int
    /// About how many bytes its commands take on the device.
    public var commandBytes: Int
  }

  /// The networks in order of execution.
  public var networks: [Network] = []

  /// Ticks that an inference takes beside its layers.
  public static let ticksPerInference = Int(TickModel.perInference)
}

extension CostReport.Network {
  /// The cost of a network whose layers were made for the operators `origins`.
  init(_ network: AxonNetwork, origins: [Int]) {
    let layers = network.layers
    self.layers = zip(layers.indices, origins).map { index, origin in
      CostReport.Layer(
        operation: layers[index].operation, operatorIndex: origin,
        ticks: TickModel.whole(TickModel.ticks(of: layers[index])),
        constantBytes: ConstantMemory.bytes(ofLayer: index, in: layers))
    }
    ticks = TickModel.whole(TickModel.ticks(ofInference: layers))
    interlayerBytes = InterlayerMemory(layers).bytes
    constantBytes = self.layers.reduce(0) { $0 + $1.constantBytes }
    commandBytes = 4 * CommandMemory.words(of: layers)
  }
}

extension CostReport {
  /// Ticks of an inference of one fully connected layer with INT8 operands and one multiplier.
  ///
  /// - Parameter bytes: of an output: 1, 2 or 4.
  public static func ticks(
    ofFullyConnected inputs: Int, outputs: Int, bytes: Int = 1
  ) -> Double {
    var layer = AxonLayer(
      .fullyConnected, operands: [.external(0)],
      inputs: [AxonDims(c: 1, h: 1, w: inputs)],
      output: AxonDims(c: 1, h: 1, w: outputs, byteWidth: bytes),
      filterDims: AxonDims(c: 1, h: outputs, w: inputs))
    layer.shifts = [0]
    return TickModel.ticks(ofInference: [layer])
  }
}

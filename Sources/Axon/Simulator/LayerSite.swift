import Graph

/// A layer's code, with everything captured that can be decided before a run.
protocol LayerKernel: Sendable {
  /// Computes the layer's output. Allocates nothing.
  func run(_ memory: LayerMemory)
}

/// A worker's memory as a kernel sees it.
struct LayerMemory {
  let base: UnsafeMutableRawPointer
  let workspace: UnsafeMutableRawPointer

  /// The INT8 tensor at `offset`.
  func int8(_ offset: Int) -> UnsafeMutablePointer<Int8> {
    (base + offset).assumingMemoryBound(to: Int8.self)
  }

  /// Scratch memory at `offset` of the workspace.
  func scratch<Element>(_ offset: Int, as type: Element.Type) -> UnsafeMutablePointer<Element> {
    (workspace + offset).assumingMemoryBound(to: Element.self)
  }
}

/// One layer of a network while its kernel is made.
struct LayerSite {
  let index: Int
  let layer: AxonLayer
  /// Whose defects the kernel has.
  let version: AxonVersion
  /// The zero points of the operands: their producers'.
  let zeroPoints: [Int]
  /// Offsets of the operands.
  let inputs: [Int]
  /// The offset of the output.
  let output: Int
  /// The offset of a persistent variable's state.
  let state: Int
  private(set) var workspaceBytes = 0

  init(
    _ index: Int, of network: AxonNetwork, version: AxonVersion, externals: [Int], outputs: [Int],
    states: [Int?]
  ) throws(InvalidInput) {
    let layer = network.layers[index]
    var offsets: [Int] = []
    var zeroPoints: [Int] = []
    for (operand, dims) in zip(layer.operands, layer.inputs) {
      let source: AxonDims
      switch operand {
      case .external(let external):
        guard network.externals.indices.contains(external) else {
          throw Self.invalid(index, layer, "reads input \(external), which the network has not")
        }
        source = network.externals[external].dims
        offsets.append(externals[external])
      case .layer(let producer):
        let isEarlier = producer < index || layer.operation == .persistentVariable
        guard network.layers.indices.contains(producer), isEarlier else {
          throw Self.invalid(index, layer, "reads layer \(producer), which does not come before it")
        }
        source = network.layers[producer].output
        offsets.append(outputs[producer])
      }
      guard source.byteCount == dims.byteCount else {
        throw Self.invalid(index, layer, "reads \(dims) where its producer gives \(source)")
      }
      zeroPoints.append(network.zeroPoint(of: operand))
    }
    self.index = index
    self.layer = layer
    self.version = version
    self.inputs = offsets
    self.zeroPoints = zeroPoints
    output = outputs[index]
    state = states[index] ?? output
  }

  /// Checks what the intermediate file can hold at all, so that nothing computed from it overflows.
  static func checkFields(of index: Int, in network: AxonNetwork) throws(InvalidInput) {
    let layer = network.layers[index]
    func require(_ condition: Bool, _ message: String) throws(InvalidInput) {
      if !condition { throw invalid(index, layer, message) }
    }
    try require(
      !layer.operands.isEmpty && layer.operands.count == layer.inputs.count,
      "operands and dimensions differ")
    for dims in layer.inputs + [layer.output] {
      let sizes = [dims.c, dims.h, dims.w]
      try require(
        sizes.allSatisfy { (1...65_535).contains($0) } && [1, 2, 4].contains(dims.byteWidth),
        "\(dims) is not a size")
    }
    let (filter, pad) = (layer.filterDims, layer.pad)
    let small = [
      filter.c, filter.h, filter.w, pad.top, pad.bottom, pad.left, pad.right, layer.stride.y,
      layer.stride.x, layer.dilation.y, layer.dilation.x,
    ]
    try require(
      small.allSatisfy { (0...65_535).contains($0) }, "filter, stride and padding are 0 to 65535")
    let zeroPoints =
      [layer.inputZeroPoint, layer.outputZeroPoint] + network.externals.map(\.zeroPoint)
    try require(
      zeroPoints.allSatisfy { (-128...127).contains($0) }, "zero points are -128 to 127")
  }

  static func invalid(_ index: Int, _ layer: AxonLayer, _ message: String) -> InvalidInput {
    InvalidInput(
      .graph, message,
      at: InputLocation(element: "AXON layer \(index) (\(layer.operation.rawValue))"))
  }

  /// - Throws: `message` with the layer's name unless `condition` holds.
  func require(
    _ condition: Bool, _ message: @autoclosure () -> String
  ) throws(InvalidInput) {
    if !condition { throw Self.invalid(index, layer, message()) }
  }

  /// Checks the number of operands, and that they are INT8.
  func requireOperands(_ counts: ClosedRange<Int>) throws(InvalidInput) {
    try require(
      counts.contains(layer.operands.count), "takes \(counts) operands, has \(layer.operands.count)"
    )
    try require(layer.inputs.allSatisfy { $0.byteWidth == 1 }, "takes INT8 operands")
  }

  /// Checks that the layer moves INT8 to INT8.
  func requireMove(_ counts: ClosedRange<Int>) throws(InvalidInput) {
    try requireOperands(counts)
    try require(layer.output.byteWidth == 1, "gives INT8")
  }

  /// Scratch memory that the kernel may use while it runs.
  mutating func reserve<Element>(_ count: Int, of type: Element.Type) -> Int {
    defer { workspaceBytes += (count * MemoryLayout<Element>.stride + 63) / 64 * 64 }
    return workspaceBytes
  }

  /// The kernel of the layer's operation.
  mutating func makeKernel() throws(InvalidInput) -> any LayerKernel {
    switch layer.operation {
    case .fullyConnected: try FullyConnectedLayer(&self)
    case .conv2D, .pointwise: try ConvolutionLayer(&self)
    case .depthwise: try DepthwiseLayer(&self)
    case .averagePool, .mean: try AveragePoolLayer(&self)
    case .maxPool where SummingPoolLayer.isNeeded(by: self): try SummingPoolLayer(&self)
    case .maxPool: try MaxPoolLayer(&self)
    case .add: try AddLayer(&self)
    case .multiply: try MultiplyLayer(&self)
    case .concat: try ConcatLayer(self)
    case .stridedSlice: try StridedSliceLayer(self)
    case .reshape: try ReshapeLayer(self)
    case .persistentVariable: try PersistentVariableLayer(self, state: state)
    case .softmax: try SoftmaxLayer(&self)
    case .sigmoid, .tanh: try SigmoidTanhLayer(self)
    }
  }
}

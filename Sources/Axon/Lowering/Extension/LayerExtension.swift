import Graph

/// What one of AXON's CPU extensions makes of a layer's result before that is rounded to INT8.
///
/// ExecuTorch puts it as operators on the INT8 result, which nothing else may read then.
struct LayerExtension: Sendable {
  /// The INT8 result, as the graph has it, and its zero point.
  let operand: TensorID
  let inputZeroPoint: Int
  /// The operators, views between them and the layer included.
  let operators: [Int]
  let result: TensorID
  /// For each element of the result, the layer's element; nil where it is the same.
  let sources: [Int32]?
  /// The real number that one step of the layer's INT8 result stands for.
  let inputScale: Double
  /// What the layer has to give.
  let format: OutputFormat
  /// What the layer's output stage does beside scaling.
  let activation: AxonActivation
  /// The operator that the layers are made for.
  let origin: Int
  private let makeLayers: @Sendable (AxonDims) -> [AxonLayer]

  /// The layers, one after another, behind one that gives `dims`.
  func layers(after dims: AxonDims) -> [AxonLayer] { makeLayers(dims) }

  /// What follows the INT8 result `tensor` of a layer.
  ///
  /// - Parameters:
  ///   - zeroPoint: that of `tensor`.
  ///   - activation: what the layer's output stage does without an extension.
  /// - Returns: nil if no extension does what reads `tensor`.
  /// - Throws: why AXON can't, if it is something like an extension.
  init?(
    after tensor: TensorID, zeroPoint: Int, activation: AxonActivation,
    in context: LoweringContext
  ) throws(Rejection) {
    let path = ViewPath(from: tensor, in: context)
    operand = tensor
    inputZeroPoint = zeroPoint
    sources = path.sources
    if context.mayFuse(.softmax),
      let chain = SoftmaxChain(of: path.end, zeroPoint: zeroPoint, in: context)
    {
      guard activation == .none, zeroPoint != -128 else {
        throw Rejection("AXON's softmax follows no ReLU")
      }
      let shape = context.type(path.end).shape
      guard shape[chain.axis] == shape.elementCount else {
        throw Rejection("AXON's softmax takes one row, and this has \(shape)")
      }
      operators = path.operators + chain.operators
      result = chain.result
      inputScale = chain.inputScale
      format = .q11_12(
        largest: chain.inputScale * Double(max(127 - zeroPoint, zeroPoint + 128)))
      self.activation = .prepareSoftmax
      origin = chain.operators.first ?? 0
      makeLayers = chain.layers
      return
    }
    guard context.mayFuse(.linearActivation), let reader = context.onlyReader(of: path.end),
      case .table = context.operation(reader)
    else { return nil }
    let op = context.block.operators[reader]
    let table = try ActivationTable(op, inputZeroPoint: zeroPoint, in: context)
    operators = path.operators + [reader]
    result = op.outputs[0]
    inputScale = table.fit.inputScale
    format = .q3_12
    // INT8 ends at a zero point of -128, which is a ReLU: the wider result needs it.
    self.activation = zeroPoint == -128 ? .relu : activation
    origin = reader
    makeLayers = table.layers
  }

  /// - Throws: if the extension does not follow such a layer.
  func require(_ layer: AxonLayer) throws(Rejection) {
    if activation == .prepareSoftmax, layer.operation != .fullyConnected {
      throw Rejection(
        "AXON's softmax follows a fully connected layer, not a \(layer.operation.rawValue)")
    }
  }
}

/// A tensor's way through views that alone read it.
private struct ViewPath {
  private(set) var end: TensorID
  private(set) var operators: [Int] = []
  /// For each element of `end`, the element at the start; nil where it is the same.
  private(set) var sources: [Int32]?

  init(from tensor: TensorID, in context: LoweringContext) {
    end = tensor
    while let reader = context.onlyReader(of: end),
      let view = TensorView(context.block.operators[reader], in: context.block)
    {
      if let steps = view.sources {
        sources = sources.map { before in steps.map { before[Int($0)] } } ?? steps
      }
      operators.append(reader)
      end = context.block.operators[reader].outputs[0]
    }
  }
}

import Graph

/// An operand of ADD, SUB or MUL: an INT8 tensor or constant behind the RESCALE to INT32 that
/// ExecuTorch puts before it.
struct ScaledOperand {
  let tensor: TensorID
  let constant: Tensor?
  let scale: Double
  let zeroPoint: Int
  /// For each element of the operator's operand, the element of `tensor`; nil where it is the same.
  let sources: [Int32]?
  let shape: Shape
  /// The RESCALE, and the RESHAPEs and TRANSPOSEs between it and the operator.
  let operators: [Int]

  /// - Throws: if `operand` is not made so, or is read by others than `reader` too.
  init(
    _ operand: TensorID, of reader: Int, in context: LoweringContext
  ) throws(Rejection) {
    shape = context.type(operand).shape
    var id = operand
    var user = reader
    var sources: [Int32]?
    var operators: [Int] = []
    while true {
      guard let producer = context.graph.producers[id.index] else {
        throw Rejection("an operand is not scaled from INT8")
      }
      guard context.onlyReader(of: id) == user else {
        throw Rejection("an operand's INT32 value is read by other operators too")
      }
      operators.append(producer)
      let op = context.block.operators[producer]
      if let view = TensorView(op, in: context.block) {
        if let steps = view.sources {
          sources = sources?.map { steps[Int($0)] } ?? steps
        }
        id = op.inputs[0]
        user = producer
        continue
      }
      guard case .rescale = op.operation, context.type(op.inputs[0]).dtype == .int8 else {
        throw Rejection("an operand is not scaled from INT8")
      }
      if !context.mayFuse(.rescaleChain), let source = context.graph.producers[op.inputs[0].index],
        case .rescale = context.operation(source)
      {
        throw Rejection("an operand is scaled twice, and \(FusedPattern.rescaleChain.name) is off")
      }
      let factors = try RescaleFactors(producer, in: context)
      guard factors.outputZeroPoint == 0 else {
        throw Rejection("an operand is scaled to a zero point")
      }
      scale = try factors.single()
      zeroPoint = factors.inputZeroPoint
      tensor = op.inputs[0]
      constant = context.constant(op.inputs[0])
      self.sources = sources
      self.operators = operators
      return
    }
  }

  /// The largest magnitude that the operator's operand can have.
  var magnitude: Double {
    let farthest = max(abs(-128 - zeroPoint), abs(127 - zeroPoint))
    return (Double(farthest) * scale).rounded(.up)
  }

  /// Whether scaling rounds nothing.
  var isExact: Bool { scale == scale.rounded() }

  /// How the operator's operand lies, where `tensor` is a located one.
  func located(in context: LoweringContext) -> Arrangement? {
    context.located[tensor.index]?.arrangement.viewed(through: sources)
  }

  /// What the layer reads, for a result of arrangement `arrangement`.
  func claimed(_ arrangement: Arrangement, zeroPoint: Int?) -> ClaimOperand {
    ClaimOperand(
      tensor: tensor, arrangement: arrangement.unviewed(through: sources), zeroPoint: zeroPoint)
  }
}

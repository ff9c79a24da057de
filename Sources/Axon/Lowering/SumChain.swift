import Graph

/// REDUCE_SUMs one after another, RESHAPEs and TRANSPOSEs between them, and the RESCALE to INT32 before.
struct SumChain {
  let operand: ScaledOperand
  /// The INT32 result.
  let accumulator: TensorID
  /// For each element of the operand's tensor, the element of the result that it is added to.
  let groups: [Int32]
  /// How many elements the result has.
  let count: Int
  let operators: [Int]

  /// The chain that begins with the REDUCE_SUM at `index`.
  init(_ index: Int, in context: LoweringContext) throws(Rejection) {
    let first = context.block.operators[index].inputs[0]
    if let producer = context.graph.producers[first.index],
      case .reduce = context.operation(producer)
    {
      throw Rejection("it goes on with a sum that stays on the CPU")
    }
    operand = try ScaledOperand(first, of: index, in: context)
    guard operand.constant == nil else { throw Rejection("it sums a constant") }
    guard operand.scale == operand.scale.rounded() else {
      throw Rejection("its operand is rounded before it is summed, AXON rounds sums")
    }
    var operators: [Int] = []
    var groups = (0..<Int32(operand.shape.elementCount)).map { $0 }
    var accumulator = first
    var next: Int? = index
    while let reader = next, let targets = Self.targets(reader, in: context) {
      operators.append(reader)
      groups = groups.map { targets[Int($0)] }
      accumulator = context.block.operators[reader].outputs[0]
      next = context.onlyReader(of: accumulator)
    }
    self.operators = operand.operators + operators
    self.accumulator = accumulator
    count = context.type(accumulator).shape.elementCount
    guard let sources = operand.sources else {
      self.groups = groups
      return
    }
    var moved = groups
    for (element, source) in sources.enumerated() { moved[Int(source)] = groups[element] }
    self.groups = moved
  }

  /// For each element that a REDUCE_SUM or a view takes, where it goes; nil for other operators.
  private static func targets(_ index: Int, in context: LoweringContext) -> [Int32]? {
    let op = context.block.operators[index]
    let shape = context.type(op.inputs[0]).shape
    if let view = TensorView(op, in: context.block) {
      var targets = (0..<Int32(shape.elementCount)).map { $0 }
      for (element, source) in (view.sources ?? []).enumerated() {
        targets[Int(source)] = Int32(element)
      }
      return targets
    }
    guard case .reduce(let reduce) = op.operation, reduce.function == .sum else { return nil }
    let inner = shape.strides[reduce.axis]
    let outer = inner * shape[reduce.axis]
    return (0..<shape.elementCount).map { Int32($0 / outer * inner + $0 % inner) }
  }
}

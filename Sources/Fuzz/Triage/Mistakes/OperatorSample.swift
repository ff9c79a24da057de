import Graph

/// One operator with the values of all its operands: small enough to be run again in many variations.
struct OperatorSample {
  var operation: Operation
  var operands: [Tensor]
  /// Which operands are constants of the graph.
  let isConstant: [Bool]
  /// The declared type of the result.
  let result: TensorType

  /// What `engine` makes of it; nil if the variation is not valid.
  func run(on engine: any Engine) -> Tensor? {
    let values = zip(isConstant, operands).map { $0 ? $1 : nil }
    guard
      let types = try? operation.rule.results(
        of: OperandList(
          types: operands.map(\.type), values: values, declaredResults: [result])),
      let type = types.first, type.shape.elementCount == result.shape.elementCount
    else { return nil }
    var block = Block(tensors: [], operators: [], inputs: [], outputs: [])
    for (index, operand) in operands.enumerated() {
      let id = TensorID(index)
      block.tensors.append(
        TensorInfo(name: "operand \(index)", type: operand.type, value: values[index]))
      guard isConstant[index] else {
        block.inputs.append(id)
        continue
      }
      let constant: Operation =
        operand.dtype == .shape ? .constShape(ConstShape()) : .const(Const())
      block.operators.append(Operator(constant, inputs: [], outputs: [id]))
    }
    let id = TensorID(operands.count)
    block.tensors.append(TensorInfo(name: "result", type: type))
    block.operators.append(
      Operator(operation, inputs: operands.indices.map(TensorID.init), outputs: [id]))
    block.outputs = [id]
    guard let graph = try? ValidatedGraph(Graph(main: block)), let plan = try? engine.prepare(graph)
    else { return nil }
    return try? plan.run(block.inputs.map { operands[$0.index] })[0]
  }

  /// The numbers of an operand.
  func numbers(_ operand: Int) -> [Int] { (operands[operand].integerValues ?? []).map(Int.init) }

  /// The sample with other numbers in an operand; what does not fit wraps.
  func with(_ operand: Int, _ numbers: [Int]) -> OperatorSample {
    var copy = self
    let old = operands[operand]
    copy.operands[operand] = Tensor(numbers: numbers, old.dtype, old.shape)
    return copy
  }

  /// The sample with another operation.
  func with(_ operation: Operation) -> OperatorSample {
    var copy = self
    copy.operation = operation
    return copy
  }
}

/// A variation of a sample, and what to call the mistake that it is.
struct Variation {
  let name: String
  let sample: OperatorSample

  init(_ name: String, _ sample: OperatorSample) {
    self.name = name
    self.sample = sample
  }
}

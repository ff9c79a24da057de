import Graph

/// A failing case with one mistake in it, for every mistake that its operators could be made with.
struct MistakenCases {
  let original: FuzzCase
  /// What tensors held in a run, by name.
  let values: [String: Tensor]

  /// A mistake, and the case that has it.
  struct Mistake {
    let name: String
    /// The case; nil if it is not valid.
    let makeCase: () -> FuzzCase?
  }

  /// The mistakes of one operator.
  func mistakes(at index: Int) -> [Mistake] {
    let op = original.block.operators[index]
    guard !op.operation.isConstant, let sample = sample(of: op) else { return [] }
    let variations = sample.paddingMistakes + sample.attributeMistakes + sample.operandMistakes
    let place = Self.place(of: op.kind)
    return variations.map { variation in
      Mistake(name: "\(variation.name) in \(place)") {
        replacing(index, sample, with: variation.sample)
      }
    } + readings(of: index) + [saturatedEarly(index)].compactMap { $0 }
  }

  /// Where a mistake is: all convolutions share their loops.
  private static func place(of kind: OperatorKind) -> String {
    switch kind {
    case .conv2D, .depthwiseConv2D: "a convolution"
    default: "\(kind)"
    }
  }

  /// The operator with what it reads; nil where that is unknown.
  private func sample(of op: Operator) -> OperatorSample? {
    let block = original.block
    let inputs = Dictionary(zip(block.inputs, original.inputs)) { first, _ in first }
    let operands = op.inputs.compactMap { block[$0].value ?? inputs[$0] ?? values[block[$0].name] }
    guard operands.count == op.inputs.count, let result = op.outputs.first else { return nil }
    return OperatorSample(
      operation: op.operation, operands: operands,
      isConstant: op.inputs.map { block[$0].value != nil }, result: block[result].type)
  }

  /// The case with an operator that reads other numbers, or is another one.
  private func replacing(
    _ index: Int, _ sample: OperatorSample, with varied: OperatorSample
  ) -> FuzzCase? {
    var (block, inputs) = (original.block, original.inputs)
    let old = block.operators[index]
    block.operators[index].operation = varied.operation
    var constants: [Operator] = []
    for (position, operand) in varied.operands.enumerated()
    where operand != sample.operands[position] {
      // What is swapped stays joined to what made it.
      if let other = sample.operands.firstIndex(of: operand), !sample.isConstant[other] {
        block.operators[index].inputs[position] = old.inputs[other]
        continue
      }
      let id = TensorID(block.tensors.count)
      let isConstant = sample.isConstant[position]
      block.tensors.append(
        TensorInfo(
          name: "mistaken \(position)", type: operand.type, value: isConstant ? operand : nil))
      block.operators[index].inputs[position] = id
      if isConstant {
        let operation: Operation =
          operand.dtype == .shape ? .constShape(ConstShape()) : .const(Const())
        constants.append(Operator(operation, inputs: [], outputs: [id]))
      } else {
        block.inputs.append(id)
        inputs.append(operand)
      }
    }
    block.operators = constants + block.operators
    return completed(block, inputs)
  }

  /// The case of `block` with the types of its results; nil if a result would have another size.
  func completed(_ block: Block, _ inputs: [Tensor]) -> FuzzCase? {
    guard let inferred = block.inferred() else { return nil }
    let fits = original.block.tensors.indices.allSatisfy {
      inferred.tensors[$0].type.shape.elementCount
        == original.block.tensors[$0].type.shape.elementCount
    }
    guard fits else { return nil }
    var result = original
    result.block = inferred
    result.inputs = inputs
    return result
  }
}

import Graph

extension MistakenCases {
  /// An operand that was never written, or another tensor read in its place.
  func readings(of index: Int) -> [Mistake] {
    let block = original.block
    let op = block.operators[index]
    let known = block.inputs + block.operators[..<index].flatMap(\.outputs)
    return op.inputs.enumerated().flatMap { position, id -> [Mistake] in
      guard block[id].value == nil else { return [] }
      let others = known.filter {
        $0 != id && block[$0].value == nil && block[$0].type == block[id].type
      }
      let readings = others.map { other in
        Mistake(name: "another tensor is read") {
          var block = block
          block.operators[index].inputs[position] = other
          return completed(block, original.inputs)
        }
      }
      let unwritten = Mistake(name: "left at 0") {
        var block = block
        let zeros = TensorID(block.tensors.count)
        block.tensors.append(TensorInfo(name: "never written", type: block[id].type))
        block.inputs.append(zeros)
        block.operators[index].inputs[position] = zeros
        return completed(block, original.inputs + [Tensor(zeros: block[id].type)])
      }
      return readings + [unwritten]
    }
  }

  /// A RESCALE to INT8 that saturates before it adds the output's zero point.
  func saturatedEarly(_ index: Int) -> Mistake? {
    let op = original.block.operators[index]
    guard case .rescale(var rescale) = op.operation, let result = op.outputs.first,
      original.block[result].type.dtype == .int8, !rescale.outputUnsigned,
      original.block[op.inputs[4]].value?.integerValues?.first ?? 0 != 0
    else { return nil }
    return Mistake(name: "saturated before output_zp in RESCALE") {
      var block = original.block
      func append(_ name: String, _ type: TensorType, _ value: Tensor?) -> TensorID {
        block.tensors.append(TensorInfo(name: name, type: type, value: value))
        return TensorID(block.tensors.count - 1)
      }
      func constant(_ name: String, _ number: Int, _ dtype: DType) -> TensorID {
        let value = Tensor(numbers: [number], dtype, [1])
        return append(name, value.type, value)
      }
      let zero = constant("no zero point", 0, .int8)
      let one = constant("one", 1 << 30, .int32)
      let shift = constant("shift of one", 30, .int8)
      let early = append("saturated", block[result].type, nil)
      block.operators[index].inputs[4] = zero
      block.operators[index].outputs = [early]
      rescale.perChannel = false
      rescale.scale32 = true
      rescale.inputUnsigned = false
      rescale.roundingMode = .single
      block.operators.insert(
        Operator(
          .rescale(rescale), inputs: [early, one, shift, zero, op.inputs[4]], outputs: [result]),
        at: index + 1)
      block.operators =
        [zero, one, shift].map { Operator(.const(Const()), inputs: [], outputs: [$0]) }
        + block.operators
      return completed(block, original.inputs)
    }
  }
}

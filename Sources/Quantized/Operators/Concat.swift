import Graph

// CONCAT: the inputs side by side along an axis.
extension Concat: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool {
    operands.share(.movable, first: operands.inputs.count)
  }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    let (inputs, output) = (site.inputs, site.outputs[0])
    let strides = output.shape.strides
    var start = 0
    var copies: [StridedCopy] = []
    for input in inputs {
      copies.append(
        StridedCopy(
          elementSize: output.dtype.hostSize, sizes: input.shape.dimensions,
          source: (0, input.shape.strides), target: (start * strides[axis], strides)))
      start += input.shape[axis]
    }
    let (parts, slots) = (copies, inputs)
    return { (arena) throws(EngineError) in
      for index in parts.indices { parts[index].run(arena, from: slots[index], to: output) }
    }
  }
}

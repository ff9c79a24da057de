import Graph

// TRANSPOSE: axis `i` of the result is axis `permutation[i]` of the input.
extension Transpose: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool { operands.share(.movable) }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let strides = input.shape.strides
    let copy = StridedCopy(
      elementSize: input.dtype.hostSize, sizes: output.shape.dimensions,
      source: (0, permutation.map { strides[$0] }), target: (0, output.shape.strides))
    return { (arena) throws(EngineError) in copy.run(arena, from: input, to: output) }
  }
}

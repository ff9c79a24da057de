import Graph

// REVERSE: one axis read from its end.
extension Reverse: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool { operands.share(.movable) }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    var strides = input.shape.strides
    let last = (input.shape[axis] - 1) * strides[axis]
    strides[axis] = -strides[axis]
    let copy = StridedCopy(
      elementSize: input.dtype.hostSize, sizes: output.shape.dimensions, source: (last, strides),
      target: (0, output.shape.strides))
    return { (arena) throws(EngineError) in copy.run(arena, from: input, to: output) }
  }
}

import Graph

// TILE: each axis becomes two, the repetition with stride 0 and the input's own.
extension Tile: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool { operands.share(.movable) }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    var sizes: [Int] = []
    var source: [Int] = []
    for axis in input.shape.indices {
      let size = input.shape[axis]
      sizes += [output.shape[axis] / max(size, 1), size]
      source += [0, input.shape.strides[axis]]
    }
    let copy = StridedCopy(
      elementSize: input.dtype.hostSize, sizes: sizes, source: (0, source),
      target: (0, Shape(sizes).strides))
    return { (arena) throws(EngineError) in copy.run(arena, from: input, to: output) }
  }
}

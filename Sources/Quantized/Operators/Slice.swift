import Graph

// SLICE: `size` elements of each axis from `start` on.
extension Slice: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool { operands.share(.movable) }
  var constantOperands: Range<Int> { 1..<3 }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let strides = input.shape.strides
    let first = zip(site.constant(1)?.integers() ?? [], strides).reduce(0) { $0 + $1.0 * $1.1 }
    let copy = StridedCopy(
      elementSize: input.dtype.hostSize, sizes: output.shape.dimensions,
      source: (first, strides), target: (0, output.shape.strides))
    return { (arena) throws(EngineError) in copy.run(arena, from: input, to: output) }
  }
}

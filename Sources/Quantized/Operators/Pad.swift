import Graph

// PAD: the second operand holds two numbers an axis, before and after; the third is the value.
extension Pad: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool {
    operands.share(.movable) && operands.inputs.count == 3
      && operands.inputs[2].dtype == operands.dtype
  }
  var constantOperands: Range<Int> { 1..<2 }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    let (input, value, output) = (site.inputs[0], site.inputs[2], site.outputs[0])
    let padding = site.constant(1)?.integers() ?? []
    let strides = output.shape.strides
    let first = strides.indices.reduce(0) { $0 + padding[2 * $1] * strides[$1] }
    let fill = StridedCopy(
      elementSize: output.dtype.hostSize, sizes: [output.elementCount], source: (0, [0]),
      target: (0, [1]))
    let copy = StridedCopy(
      elementSize: output.dtype.hostSize, sizes: input.shape.dimensions,
      source: (0, input.shape.strides), target: (first, strides))
    return { (arena) throws(EngineError) in
      fill.run(arena, from: value, to: output)
      copy.run(arena, from: input, to: output)
    }
  }
}

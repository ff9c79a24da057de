import Graph

// RESHAPE: the elements stay in order.
extension Reshape: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool { operands.share(.movable) }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    let (input, output) = (site.inputs[0], site.outputs[0])
    let copy = StridedCopy(contiguous: output.type)
    return { (arena) throws(EngineError) in copy.run(arena, from: input, to: output) }
  }
}

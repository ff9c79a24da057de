import Graph

// VARIABLE, VARIABLE_WRITE and VARIABLE_READ: copies to and from memory that outlives the run.
extension Variable: IntegerOperator {
  func accepts(_ operands: Operands) -> Bool {
    (operands.inputs + operands.outputs).allSatisfy { $0.dtype == .int8 }
  }

  func step(at site: inout OperatorSite, _ level: VectorLevel) throws(EngineError) -> Step {
    guard let variable = site.variable else {
      throw .internalFault(InternalFault("\(site.subject) has no variable"))
    }
    let copy = StridedCopy(contiguous: variable.value.type)
    switch self {
    case .declare: return { _ in }
    case .read:
      let output = site.outputs[0]
      let open = site.unpredictable("the variable is read before it is written")
      return { (arena) throws(EngineError) in
        guard arena.hasValue(variable) else { throw open }
        copy.run(arena, from: variable.value, to: output)
      }
    case .write:
      let input = site.inputs[0]
      return { (arena) throws(EngineError) in
        copy.run(arena, from: input, to: variable.value)
        arena.noteValue(of: variable)
      }
    }
  }
}

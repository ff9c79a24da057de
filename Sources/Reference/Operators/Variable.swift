import Graph

extension Variable {
  /// Copies to and from memory that outlives the run.
  func step(_ site: inout OperatorSite, _ storage: any ElementStorage) throws(EngineError) -> Step {
    guard let variable = site.variable else {
      throw .internalFault(InternalFault("\(site.subject) has no variable"))
    }
    let copy = StridedCopy(count: variable.value.elementCount)
    let width = storage.byteCount(of: variable.value.dtype)
    switch self {
    case .declare: return { _ in }
    case .read:
      let output = site.outputs[0]
      let open = EngineError.unpredictable(
        Unpredictable(subject: site.subject, reason: "the variable is read before it is written"))
      return { (arena) throws(EngineError) in
        guard arena.hasValue(variable) else { throw open }
        copy.run(arena, from: variable.value, to: output, width: width)
      }
    case .write:
      let input = site.inputs[0]
      return { (arena) throws(EngineError) in
        copy.run(arena, from: input, to: variable.value, width: width)
        arena.noteValue(of: variable)
      }
    }
  }
}

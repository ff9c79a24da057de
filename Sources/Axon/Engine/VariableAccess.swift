import Graph

/// A VARIABLE_READ or VARIABLE_WRITE that the session itself does: the pieces of a graph have sessions of
/// their own, which would not share a variable.
struct VariableAccess: Sendable {
  let operatorIndex: Int
  let isRead: Bool
  /// The variable's name, and that of the tensor that stands for it.
  let variable: String
  let observedName: String
  /// What is read into, or what is written.
  let tensor: TensorID
  /// The operator in messages.
  let subject: String

  init(_ index: Int, in graph: ValidatedGraph) throws(EngineError) {
    let op = graph.main.operators[index]
    subject = graph.subject(ofOperator: index)
    guard let info = op.variable(in: graph.main), let name = info.variableName,
      let tensor = op.operation == .variable(.read) ? op.outputs.first : op.inputs.first
    else {
      throw .internalFault(InternalFault("\(subject) has no variable"))
    }
    operatorIndex = index
    isRead = op.operation == .variable(.read)
    variable = name
    observedName = info.name
    self.tensor = tensor
  }
}

/// The persistent tensors of a graph: what VARIABLE operators declare under which name.
struct VariableTable {
  private var types: [String: TensorType] = [:]

  /// Collects the declarations of all regions.
  /// - Throws: if a name is declared twice, or a VARIABLE does not name its tensor.
  init(_ graph: Graph) throws(InvalidInput) {
    for region in graph.regions {
      for block in region.blocks {
        for (index, op) in block.operators.enumerated() where op.operation == .variable(.declare) {
          let subject = "\(op.kind) (operator \(index))"
          guard let info = op.variable(in: block), let name = info.variableName else {
            throw Self.invalid("the tensor has no variable name", subject)
          }
          guard types.updateValue(info.type, forKey: name) == nil else {
            throw Self.invalid("variable '\(name)' is declared twice", subject)
          }
          if let value = info.value, value.type != info.type {
            throw Self.invalid(
              "variable '\(name)' is \(info.type) but its initial value \(value.type)", subject)
          }
        }
      }
    }
  }

  /// Checks that a VARIABLE_READ or VARIABLE_WRITE names a declared variable of its type.
  func check(
    _ op: Operator, in block: Block, _ element: @autoclosure () -> String
  ) throws(InvalidInput) {
    guard case .variable(let kind) = op.operation, kind != .declare else { return }
    let subject = element()
    guard let name = op.variable(in: block)?.variableName, let declared = types[name]
    else {
      throw Self.invalid(
        "no VARIABLE declares what it \(kind == .read ? "reads" : "writes")", subject)
    }
    for id in op.inputs + op.outputs where block[id].type != declared {
      throw Self.invalid(
        "'\(block[id].name)' is \(block[id].type), variable '\(name)' is \(declared)", subject)
    }
  }

  private static func invalid(_ message: String, _ subject: String) -> InvalidInput {
    InvalidInput(
      .graph, message, remedy: "Declare each variable once, with one type.",
      at: InputLocation(element: subject))
  }
}

extension Operator {
  /// Whether the operands may be variables, which no operator of the block makes.
  var readsVariable: Bool {
    operation == .variable(.read) || operation == .variable(.declare)
  }

  /// Whether the results are variables, which can be written more than once.
  var writesVariable: Bool {
    operation == .variable(.write) || operation == .variable(.declare)
  }
}

/// Checks one block, operator by operator, in time linear in its size.
struct BlockValidator {
  private let block: Block
  private let limits: ResourceLimits
  /// How messages name the region, empty for the one that runs.
  private let prefix: String
  private let variables: VariableTable
  /// For each tensor the operator that makes it.
  private(set) var producers: [Int?]
  /// Multiply-accumulates and elements written, regions that control flow names not included.
  private(set) var work = 0
  private var isAvailable: [Bool]

  /// - Throws: the first broken rule.
  init(
    _ block: Block, limits: ResourceLimits, variables: VariableTable, prefix: String = ""
  ) throws(InvalidInput) {
    self.block = block
    self.limits = limits
    self.variables = variables
    self.prefix = prefix
    producers = [Int?](repeating: nil, count: block.tensors.count)
    isAvailable = [Bool](repeating: false, count: block.tensors.count)
    try checkTensors()
    try checkInputs()
    for index in block.operators.indices { try checkOperator(index) }
    try checkOutputs()
  }

  private func checkTensors() throws(InvalidInput) {
    var names: Set<String> = []
    for tensor in block.tensors {
      var element: String { "\(prefix)tensor '\(tensor.name)'" }
      guard names.insert(tensor.name).inserted else {
        throw invalid("the name stands for two tensors", element, "Give each tensor its own name.")
      }
      guard !tensor.isUnranked else {
        throw invalid("the tensor has no shape", element, "Export with static shapes.")
      }
      do throws(RuleViolation) {
        try tensor.type.requireTensor("type")
      } catch {
        throw invalid("expected \(error.expected), found \(error.found)", element, Self.exportAgain)
      }
      guard tensor.type.byteCount <= limits.tensorBytes else {
        throw InvalidInput(
          .limit, "\(tensor.type) is larger than the \(limits.tensorBytes) bytes allowed",
          remedy: "Use a smaller model, or raise the limit.", at: InputLocation(element: element))
      }
    }
  }

  private mutating func checkInputs() throws(InvalidInput) {
    for id in block.inputs {
      let info = try tensor(id, "\(prefix)inputs")
      guard !isAvailable[id.index] else {
        throw invalid("'\(info.name)' is listed twice", "\(prefix)inputs", Self.exportAgain)
      }
      isAvailable[id.index] = true
    }
  }

  private func checkOutputs() throws(InvalidInput) {
    for id in block.outputs {
      let info = try tensor(id, "\(prefix)outputs")
      guard isAvailable[id.index] else {
        throw invalid(
          "'\(info.name)' is neither an input nor made by an operator", "\(prefix)outputs",
          "Take it off the outputs, or add the operator that makes it.")
      }
      guard info.value.map({ $0.type == info.type }) ?? true else {
        throw invalid(
          "'\(info.name)' is \(info.type) but its value is not", "\(prefix)outputs",
          Self.exportAgain)
      }
    }
  }

  private mutating func checkOperator(_ index: Int) throws(InvalidInput) {
    let op = block.operators[index]
    for id in op.inputs + op.outputs {
      _ = try tensor(id, "\(prefix)operator \(index) (\(op.kind))")
    }
    // Words are made for errors only.
    var subject: String { prefix + block.subject(ofOperator: index) }
    try variables.check(op, in: block, subject)
    for id in op.inputs
    where !isAvailable[id.index] && !(op.readsVariable && block[id].variableName != nil) {
      throw invalid(
        "'\(block[id].name)' is used before an operator makes it", subject,
        "Put operators in topological order.")
    }

    let rule = op.operation.rule
    do throws(RuleViolation) {
      let declared = op.outputs.map { block[$0].type }
      let operands = OperandList(
        types: op.inputs.map { block[$0].type }, values: op.inputs.map(constant),
        declaredResults: declared)
      if let count = rule.signature.outputCount, count != declared.count {
        throw RuleViolation("results", expected: "\(count)", found: "\(declared.count)")
      }
      try compare(declared, with: rule.results(of: operands))
      if op.operation.isConstant { try checkValue(of: op.outputs[0]) }
    } catch {
      throw invalid(
        "\(error.part): expected \(error.expected), found \(error.found)", subject,
        "Export the model again; the rules of \(op.kind) are in the TOSA 1.0 specification.")
    }

    for id in op.outputs {
      guard !isAvailable[id.index] || op.writesVariable else {
        throw invalid(
          "'\(block[id].name)' is made a second time", subject, "Give each result its own tensor.")
      }
      isAvailable[id.index] = isAvailable[id.index] || !op.writesVariable
      producers[id.index] = producers[id.index] ?? index
    }
    try addWork(ofOperator: index)
  }

  private func compare(
    _ declared: [TensorType], with inferred: [TensorType]
  ) throws(RuleViolation) {
    guard declared != inferred else { return }
    guard declared.count == inferred.count else {
      throw RuleViolation("results", expected: "\(inferred.count)", found: "\(declared.count)")
    }
    for (index, (found, expected)) in zip(declared, inferred).enumerated() where found != expected {
      let part = declared.count == 1 ? "output" : "output[\(index)]"
      throw RuleViolation(part, expected: "\(expected)", found: "\(found)")
    }
  }

  /// A constant has a value of its declared type. A list of as many zero points as a convolution has
  /// channels may be declared `[1]`; rules take it for `weight_zp` only.
  private func checkValue(of id: TensorID) throws(RuleViolation) {
    let info = block[id]
    guard let value = info.value else {
      throw RuleViolation("output", expected: "a value of \(info.type)", found: "none")
    }
    let isZeroPointList =
      info.type.shape == [1] && value.shape.rank == 1 && value.dtype == info.type.dtype
      && (value.dtype == .int8 || value.dtype == .int4)
    guard value.type == info.type || isZeroPointList, value.count > 0 || info.type.shape == [0]
    else {
      throw RuleViolation("output", expected: "a value of \(info.type)", found: "\(value.type)")
    }
  }

  private func constant(_ id: TensorID) -> Tensor? {
    guard let producer = producers[id.index], block.operators[producer].operation.isConstant else {
      return nil
    }
    return block[id].value
  }

  private mutating func addWork(ofOperator index: Int) throws(InvalidInput) {
    work = work.addingSaturated(block.steps(ofOperator: index))
    guard work <= limits.work else {
      throw InvalidInput(
        .limit, "a run up to here takes more than the \(limits.work) steps allowed",
        remedy: "Use a smaller model, or raise the limit.",
        at: InputLocation(element: prefix + block.subject(ofOperator: index)))
    }
  }

  private func tensor(
    _ id: TensorID, _ element: @autoclosure () -> String
  ) throws(InvalidInput) -> TensorInfo {
    guard block.tensors.indices.contains(id.index) else {
      throw invalid(
        "tensor \(id.index) is not one of the block's \(block.tensors.count)", element(),
        Self.exportAgain)
    }
    return block.tensors[id.index]
  }

  private func invalid(_ message: String, _ element: String, _ remedy: String) -> InvalidInput {
    InvalidInput(.graph, message, remedy: remedy, at: InputLocation(element: element))
  }

  private static let exportAgain = "Export the model again; the file breaks a rule of TOSA 1.0."
}

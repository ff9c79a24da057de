extension Program {
  /// The program as a person reads it: inputs and outputs, a line for each instruction, the delegates
  /// with what each of their inputs and outputs is to the program, and in which units.
  ///
  /// ```
  /// ExecuTorch program, schema version 0
  ///
  /// method forward
  /// input 0  %0: FP32[1, 4]
  /// output 0  %8: FP32[1, 4]
  ///
  /// 0  quantized_decomposed::quantize_per_tensor.out  %2: INT8[1, 4] <- %0, 0.1, 3, -128, 127, 1
  /// 1  delegate 0  %3: INT8[1, 4] <- %2
  /// ...
  /// delegate 0: TOSABackend, TOSA-1.0+INT, 1276 bytes
  ///   input 0   x: INT8[1, 4] = %2 from input 0; scale 0.1, zero point 3, -128...127
  ///   output 0  y: INT8[1, 4] = %3 to output 0; scale 0.1, zero point 3, -128...127
  /// ```
  /// - Throws: what is wrong with a delegate's payload.
  public func listing() throws(InvalidInput) -> String {
    var lines = ["ExecuTorch program, schema version \(version)"]
    for plan in plans {
      lines.append("")
      lines += try PlanText(plan).lines()
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The lines of one entry point.
private struct PlanText {
  private let plan: ExecutionPlan
  private let graphs: [Graph?]

  init(_ plan: ExecutionPlan) throws(InvalidInput) {
    self.plan = plan
    graphs = try plan.delegateGraphs()
  }

  func lines() throws(InvalidInput) -> [String] {
    var lines = ["method \(Graph.word(plan.name))"]
    for (index, value) in plan.inputs.enumerated() {
      lines.append("input \(index)  \(declaration(value))")
    }
    for (index, value) in plan.outputs.enumerated() {
      lines.append("output \(index)  \(declaration(value))")
    }
    lines.append("")
    let width = String(max(plan.instructions.count - 1, 0)).count
    for (index, instruction) in plan.instructions.enumerated() {
      let number = String(index)
      lines.append(
        String(repeating: " ", count: width - number.count) + number + "  " + text(of: instruction))
    }
    let boundaries = plan.delegateBoundaries(graphs)
    for (index, delegate) in plan.delegates.enumerated() {
      lines.append("")
      let spec = delegate.compileSpec("tosa_spec").map { ", \(Graph.word($0))" } ?? ""
      lines.append(
        "delegate \(index): \(Graph.word(delegate.id))\(spec), \(delegate.payload.count) bytes")
      guard let boundary = boundaries[index] else { continue }
      lines += Self.lines(boundary.inputs, label: "input", direction: "from")
      lines += Self.lines(boundary.outputs, label: "output", direction: "to")
    }
    return lines
  }

  private static func lines(
    _ edges: [DelegateBoundary.Edge], label: String, direction: String
  ) -> [String] {
    edges.enumerated().map { index, edge in
      var line = "  \(label) \(index)  \(Graph.word(edge.port.name)): \(edge.port.type)"
      line += " = %\(edge.value)"
      if !edge.ends.isEmpty {
        line += " \(direction) " + edge.ends.map(\.description).joined(separator: ", ")
      }
      return line + (edge.quantization.map { "; \($0)" } ?? "")
    }
  }

  private func text(of instruction: Instruction) -> String {
    switch instruction {
    case .kernelCall(let op, let arguments):
      guard let result = arguments.last else { return Graph.word(plan.operators[op].description) }
      var operands = arguments[...]
      while let last = operands.last, isSame(last, result) { operands.removeLast() }
      return "\(Graph.word(plan.operators[op].description))  \(declaration(result)) <- "
        + operands.map(argument).joined(separator: ", ")
    case .delegateCall(let delegate, let arguments):
      guard let main = graphs[delegate]?.regions.first?.blocks.first else {
        return "delegate \(delegate)  " + arguments.map(argument).joined(separator: ", ")
      }
      let results = arguments.dropFirst(main.inputs.count).map(declaration).joined(separator: ", ")
      return "delegate \(delegate)  \(results) <- "
        + arguments.prefix(main.inputs.count).map(argument).joined(separator: ", ")
    case .moveCall(let source, let target):
      return "move  \(declaration(target)) <- \(argument(source))"
    case .jumpFalseCall(let condition, let destination):
      return "jump if false  \(argument(condition)) to \(destination)"
    case .freeCall(let value): return "free  \(argument(value))"
    }
  }

  /// Whether two arguments are the same tensors, as the result of an `.out` operator and its last
  /// operand are.
  private func isSame(_ value: Int, _ other: Int) -> Bool {
    if value == other { return true }
    guard case .tensorList = plan.values[value] else { return false }
    return plan.values[value] == plan.values[other]
  }

  /// `%3: INT8[1, 4]`, with the tensor's own name if it has one.
  private func declaration(_ value: Int) -> String {
    guard let tensor = plan.values[value].tensor else { return argument(value) }
    return "%\(value): \(tensor)" + (tensor.name.map { " \(Graph.word($0))" } ?? "")
  }

  /// `%3`, or the value itself if it is no tensor.
  private func argument(_ value: Int) -> String {
    switch plan.values[value] {
    case .none: "none"
    case .int(let number): String(number)
    case .bool(let flag): String(flag)
    case .double(let number): number.description
    case .string(let text): text.debugDescription
    case .tensor: "%\(value)"
    case .intList(let items): "[" + items.map(item).joined(separator: ", ") + "]"
    case .doubleList(let items): "\(items)"
    case .boolList(let items): "\(items)"
    case .tensorList(let items), .optionalTensorList(let items):
      "[" + items.map { $0 < 0 ? "none" : "%\($0)" }.joined(separator: ", ") + "]"
    }
  }

  /// An integer of a list: its value, or `%7` if that is no integer.
  private func item(_ value: Int) -> String {
    if case .int(let number) = plan.values[value] { String(number) } else { "%\(value)" }
  }
}

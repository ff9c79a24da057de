extension Graph {
  /// The graph as a person reads it: version, inputs and outputs, a line for each operator, counts.
  ///
  /// ```
  /// TOSA 1.0.0
  /// input x: INT8[1, 4]
  /// output y: INT8[1, 4]
  ///
  /// 0  CONST  table: INT8[256] = 256 bytes, -128...127
  /// 1  TABLE  y: INT8[1, 4] <- x, table
  ///
  /// 2 operators: CONST 1, TABLE 1
  /// ```
  public func listing() -> String {
    var lines = ["TOSA \(version)"]
    var counts: [OperatorKind: Int] = [:]
    let isPlain = regions.count == 1 && regions[0].blocks.count == 1
    for region in regions {
      for block in region.blocks {
        if !isPlain {
          lines.append("")
          lines.append("region \(Self.word(region.name)), block \(Self.word(block.name))")
        }
        lines += block.listing()
        for op in block.operators { counts[op.kind, default: 0] += 1 }
      }
    }
    lines.append("")
    lines.append(Self.total(counts))
    return lines.joined(separator: "\n") + "\n"
  }

  /// `12 operators: CONST 8, CONV2D 2, RESCALE 2`; the most frequent first.
  private static func total(_ counts: [OperatorKind: Int]) -> String {
    let sum = counts.values.reduce(0, +)
    let head = "\(sum) operator\(sum == 1 ? "" : "s")"
    if counts.isEmpty { return head }
    let sorted = counts.sorted {
      $0.value == $1.value ? $0.key.name < $1.key.name : $0.value > $1.value
    }
    return head + ": " + sorted.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }

  /// A name as it is, or quoted and escaped if a terminal might misread it.
  public static func word(_ name: String) -> String {
    let isPlain =
      !name.isEmpty
      && name.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII ? scalar.value > 0x20 && scalar.value < 0x7f && scalar != "\"" : false
      }
    return isPlain ? name : name.debugDescription
  }
}

extension Graph.Version: CustomStringConvertible {
  /// `1.0.0`, or `1.1.0 (draft)`.
  public var description: String { "\(major).\(minor).\(patch)" + (isDraft ? " (draft)" : "") }
}

extension Block {
  /// Inputs, outputs and operators, a line each.
  fileprivate func listing() -> [String] {
    var lines = inputs.map { "input " + declaration($0) }
    lines += outputs.map { "output " + declaration($0) }
    if operators.isEmpty { return lines }
    lines.append("")
    let indexWidth = String(operators.count - 1).count
    let kindWidth = operators.map(\.kind.name.count).max() ?? 0
    for (index, op) in operators.enumerated() {
      let number = String(index)
      let kind = op.kind.name
      lines.append(
        String(repeating: " ", count: indexWidth - number.count) + number + "  " + kind
          + String(repeating: " ", count: kindWidth - kind.count) + "  " + text(of: op))
    }
    return lines
  }

  private func text(of op: Operator) -> String {
    var text = op.outputs.map(declaration).joined(separator: ", ")
    if !op.inputs.isEmpty {
      text += " <- " + op.inputs.map(name).joined(separator: ", ")
    }
    if op.operation.isConstant, let value = op.outputs.first.flatMap(tensor)?.value {
      text += " = " + ValueText.summary(value)
    }
    let operandType = op.inputs.first.flatMap(tensor)?.type.dtype
    for attribute in op.operation.attributeTexts(operandType: operandType) {
      text += "  \(attribute)"
    }
    if let location = op.location, !location.isEmpty { text += "  at \(Graph.word(location))" }
    return text
  }

  /// `x: INT8[1, 4]`.
  private func declaration(_ id: TensorID) -> String {
    guard let tensor = tensor(id) else { return name(id) }
    let type = tensor.isUnranked ? "\(tensor.type.dtype)[*]" : tensor.type.description
    let variable = tensor.variableName.map { " (variable \(Graph.word($0)))" } ?? ""
    return "\(name(id)): \(type)\(variable)"
  }

  private func name(_ id: TensorID) -> String {
    tensor(id).map { Graph.word($0.name) } ?? "<no tensor \(id.index)>"
  }

  /// The tensor that `id` stands for; nil in a graph that was put together wrongly.
  private func tensor(_ id: TensorID) -> TensorInfo? {
    tensors.indices.contains(id.index) ? tensors[id.index] : nil
  }
}

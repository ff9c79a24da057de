extension ExecutionPlan {
  /// How messages name an instruction: `instruction 5 (aten::exp.out)`.
  public func subject(ofInstruction index: Int) -> String {
    "instruction \(index) (\(summary(ofInstruction: index)))"
  }

  /// How observers name a value: a tensor's own name, `value33` where it has none.
  public func nameOfValue(_ value: Int) -> String { values[value].tensor?.name ?? "value\(value)" }

  /// The names of the plan's inputs and outputs: the tensors' own where a program has them and they
  /// differ, otherwise `input0`, `input1`, ... and `output0`, ...
  public var portNames: (inputs: [String], outputs: [String]) {
    (names(of: inputs, otherwise: "input"), names(of: outputs, otherwise: "output"))
  }

  private func names(of list: [Int], otherwise prefix: String) -> [String] {
    let own = list.compactMap { values[$0].tensor?.name }
    if own.count == list.count, Set(own).count == own.count { return own }
    return list.indices.map { "\(prefix)\($0)" }
  }

  private func summary(ofInstruction index: Int) -> String {
    switch instructions[index] {
    case .kernelCall(let op, _): operators[op].description
    case .delegateCall(let delegate, _): "delegate \(delegate)"
    case .moveCall: "move"
    case .jumpFalseCall: "jump if false"
    case .freeCall: "free"
    }
  }
}

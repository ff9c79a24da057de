/// Where a persistent tensor lives: in the arena, for as long as the session.
public struct VariableSlot: Sendable, Hashable {
  /// Its value, of the declared type.
  public let value: TensorSlot
  /// The byte of the arena that says whether it has one.
  let flag: Int
}

extension Arena {
  /// Whether a variable has a value: an initial one, or one that was written.
  public func hasValue(_ variable: VariableSlot) -> Bool {
    memory.load(fromByteOffset: variable.flag, as: UInt8.self) != 0
  }

  /// Says that a variable has been written.
  public func noteValue(of variable: VariableSlot) {
    memory.storeBytes(of: 1, toByteOffset: variable.flag, as: UInt8.self)
  }
}

extension Graph {
  /// What each VARIABLE declares, in the order of the graph.
  public var variables: [TensorInfo] {
    regions.flatMap(\.blocks).flatMap { block in
      block.operators.filter { $0.operation == .variable(.declare) }
        .compactMap { $0.variable(in: block) }
    }
  }
}

extension Operator {
  /// The tensor that stands for the variable of a VARIABLE operator: the exporters of TOSA name it among
  /// the results of a VARIABLE and a VARIABLE_WRITE, and as the operand of a VARIABLE_READ.
  public func variable(in block: Block) -> TensorInfo? {
    guard case .variable(let kind) = operation else { return nil }
    let candidates = kind == .read ? inputs + outputs : outputs + inputs
    return candidates.lazy.filter { block.tensors.indices.contains($0.index) }.map { block[$0] }
      .first { $0.variableName != nil }
  }

  /// The operands or results that are the variable itself, not a value of it.
  var variableTensors: [TensorID] {
    switch operation {
    case .variable(.read): inputs
    case .variable(.declare), .variable(.write): outputs
    default: []
    }
  }
}

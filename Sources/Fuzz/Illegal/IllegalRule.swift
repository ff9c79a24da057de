import Graph

/// A rule of TOSA, and how to break it.
struct IllegalRule: Sendable {
  let name: String
  /// What the message about it contains.
  let expected: String
  /// Breaks the rule in a valid block; false if the block has nothing that it is about.
  let breakIt: @Sendable (inout Block, inout Dice) -> Bool

  init(
    _ name: String, expecting expected: String,
    _ breakIt: @escaping @Sendable (inout Block, inout Dice) -> Bool
  ) {
    self.name = name
    self.expected = expected
    self.breakIt = breakIt
  }

  /// Every rule that is broken: of graphs, then of operators.
  static let all = structure + types + windows + numbers
}

extension IllegalRule {
  /// A rule about one operator: one that `condition` holds for is changed.
  static func onOperator(
    _ name: String, expecting expected: String,
    where condition: @escaping @Sendable (Operator) -> Bool,
    _ change: @escaping @Sendable (inout Block, Int, inout Dice) -> Bool
  ) -> IllegalRule {
    IllegalRule(name, expecting: expected) { block, dice in
      let places = block.operators.indices.filter { condition(block.operators[$0]) }
      guard !places.isEmpty else { return false }
      return change(&block, dice.pick(places), &dice)
    }
  }

  /// A rule about a constant operand: the number at an index of it is replaced.
  static func onConstant(
    _ name: String, expecting expected: String, of kinds: Set<OperatorKind>, operand: Int,
    _ number: @escaping @Sendable (Block, Operator, inout Dice) -> Int?
  ) -> IllegalRule {
    onOperator(name, expecting: expected, where: { kinds.contains($0.kind) }) {
      block, index, dice in
      let op = block.operators[index]
      guard let number = number(block, op, &dice) else { return false }
      return block.replace(operand: operand, of: index) { values in
        guard !values.isEmpty else { return false }
        values[dice.integer(in: 0...values.count - 1)] = number
        return true
      }
    }
  }
}

extension Block {
  /// Gives one operand of an operator, a constant of integers, a value of its own with other numbers.
  mutating func replace(
    operand: Int, of index: Int, _ change: (inout [Int]) -> Bool
  ) -> Bool {
    let old = operators[index].inputs[operand]
    guard let value = self[old].value, var numbers = value.integerValues.map({ $0.map(Int.init) })
    else { return false }
    guard change(&numbers) else { return false }
    let shape: Shape = value.shape.elementCount == numbers.count ? value.shape : [numbers.count]
    let tensor = Tensor(numbers: numbers, value.dtype, shape)
    let id = TensorID(tensors.count)
    let type = shape == value.shape ? self[old].type : tensor.type
    tensors.append(TensorInfo(name: "broken", type: type, value: tensor))
    let isShape = value.dtype == .shape
    operators[index].inputs[operand] = id
    operators.insert(
      Operator(isShape ? .constShape(ConstShape()) : .const(Const()), inputs: [], outputs: [id]),
      at: index)
    return true
  }

  /// Whether nothing reads the results of an operator.
  func isLast(_ op: Operator) -> Bool {
    !operators.contains { reader in reader.inputs.contains { op.outputs.contains($0) } }
  }
}

import Graph

extension Mutation {
  static let structure = [
    Mutation("insert", 8) { $0.insert() },
    Mutation("delete", 3) { $0.delete() },
    Mutation("duplicate", 3) { $0.duplicate() },
    Mutation("rewire", 3) { $0.rewire() },
    Mutation("swap", 1) { $0.swapOperands() },
    Mutation("output", 1) { $0.showInner() },
    Mutation("splice", 4) { $0.splice() },
  ]
}

extension CaseEdit {
  /// Operators that recipes make of what is there so far, in the middle or at the end; what follows reads
  /// one of their results if one fits.
  fileprivate mutating func insert() -> Bool {
    let old = block
    let place = dice.once(in: 3) ? old.operators.count : dice.integer(in: 0...old.operators.count)
    var builder = GraphBuilder(
      resuming: old, upTo: place, seed: dice.bits(), family: family, limits: limits)
    let table = RecipeBook.table(family)
    let wanted = builder.operatorCount + dice.integer(in: 1...3)
    for _ in 0..<16 where builder.operatorCount < wanted {
      let throwing = dice.integer(in: 0...(table.last?.upTo ?? 1) - 1)
      guard let recipe = table.first(where: { $0.upTo > throwing })?.recipe else { break }
      _ = recipe.apply(&builder)
    }
    return take(builder, after: old, place)
  }

  /// Another case's operators behind this one's, reading this one's values in place of their inputs.
  fileprivate mutating func splice() -> Bool {
    // INT graphs and graphs with floats run on different engines.
    guard let other = others.isEmpty ? nil : dice.pick(others),
      other.block.hasFloats == block.hasFloats,
      item.operatorCount + other.operatorCount <= limits.operators.upperBound
    else { return false }
    let old = block
    var builder = GraphBuilder(
      resuming: old, upTo: old.operators.count, seed: dice.bits(), family: family, limits: limits)
    let kept = builder.adopt(other.block)
    return take(builder, after: old, old.operators.count, inputs: kept.map { other.inputs[$0] })
  }

  /// Puts what a builder made of `old` in its place.
  ///
  /// - Parameter inputs: the values of the inputs that came along; new ones get random values.
  private mutating func take(
    _ builder: GraphBuilder, after old: Block, _ place: Int, inputs: [Tensor] = []
  ) -> Bool {
    var (block, made) = builder.extended(old, at: place)
    guard block.operators.count > old.operators.count else { return false }
    if !dice.once(in: 4) { readOne(of: made, in: &block, from: place) }
    let read = Set(block.operators.flatMap(\.inputs))
    made.removeAll { read.contains($0) || block[$0].type.dtype == .int48 }
    block.outputs += made
    var values = item.inputs + inputs
    let ranges = builder.inputRanges
    for position in values.count..<max(values.count, block.inputs.count) {
      let type = block[block.inputs[position]].type
      values.append(
        type.dtype.isFloat
          ? EdgeNumbers.floats(type, spread: 1, hasSpecials: builder.hasSpecials, &dice)
          : EdgeNumbers.tensor(type, ranges[position], &dice))
    }
    guard commit(block) else { return false }
    item.inputs = values
    return true
  }

  /// Lets an operator behind `place` read one of the new tensors instead of one of the same type.
  private mutating func readOne(of made: [TensorID], in block: inout Block, from place: Int) {
    guard let first = made.first else { return }
    let isConstant = Set(block.operators.filter { $0.operation.isConstant }.flatMap(\.outputs))
    let newest = first.index
    for index in block.operators.indices.dropFirst(place) {
      for (operand, id) in block.operators[index].inputs.enumerated()
      where id.index < newest && !isConstant.contains(id) {
        let fitting = made.filter { block[$0].type == block[id].type }
        guard !fitting.isEmpty,
          !block.operators[index].outputs.contains(where: { $0.index >= newest }),
          dice.once(in: 2)
        else { continue }
        block.operators[index].inputs[operand] = dice.pick(fitting)
        return
      }
    }
  }

  /// One operator less: its readers take one of its operands.
  fileprivate mutating func delete() -> Bool {
    guard let index = pick(where: { _ in true }) else { return false }
    let shorter = item.bypassing(index)
    guard !shorter.isEmpty else { return false }
    let chosen = dice.pick(shorter)
    guard !chosen.block.outputs.isEmpty,
      // An input or a constant is no result.
      Set(chosen.block.outputs).isSubset(of: chosen.block.operators.flatMap(\.outputs)),
      let inferred = chosen.block.inferred()
    else { return false }
    item = chosen
    item.block = inferred
    return true
  }

  /// An operator twice, with the same operands; one reader takes the copy's result.
  fileprivate mutating func duplicate() -> Bool {
    guard let index = pick(where: { $0.outputs.count == 1 }) else { return false }
    var block = block
    var copy = block.operators[index]
    let original = copy.outputs[0]
    let id = TensorID(block.tensors.count)
    var info = block[original]
    info.name = block.unusedName()
    block.tensors.append(info)
    copy.outputs = [id]
    block.operators.insert(copy, at: index + 1)
    let readers = block.operators.indices.filter { block.operators[$0].inputs.contains(original) }
    if readers.isEmpty {
      block.outputs.append(id)
    } else {
      let reader = dice.pick(readers)
      guard let operand = block.operators[reader].inputs.firstIndex(of: original) else {
        return false
      }
      block.operators[reader].inputs[operand] = id
    }
    self.block = block
    return true
  }

  /// An operand becomes another tensor of the same type, made before.
  fileprivate mutating func rewire() -> Bool {
    guard let index = pick(where: { !$0.inputs.isEmpty }) else { return false }
    var block = block
    let producers = block.producers
    func isConstant(_ id: TensorID) -> Bool {
      producers[id].map { block.operators[$0].operation.isConstant } ?? false
    }
    let op = block.operators[index]
    let operands = op.inputs.indices.filter { !isConstant(op.inputs[$0]) }
    guard !operands.isEmpty else { return false }
    let operand = dice.pick(operands)
    let old = op.inputs[operand]
    let candidates = block.tensors.indices.map(TensorID.init).filter { id in
      id != old && block[id].type == block[old].type && !isConstant(id)
        && (producers[id].map { $0 < index } ?? block.inputs.contains(id))
    }
    guard !candidates.isEmpty else { return false }
    block.operators[index].inputs[operand] = dice.pick(candidates)
    self.block = block
    return true
  }

  /// The two operands of an operator, or two parts of a CONCAT, the other way round.
  fileprivate mutating func swapOperands() -> Bool {
    guard
      let index = pick(where: {
        switch $0.operation {
        case .binary, .compare, .mul, .concat: $0.inputs.count > 1
        default: false
        }
      })
    else { return false }
    var block = block
    block.operators[index].inputs.swapAt(0, 1)
    return commit(block)
  }

  /// An inner tensor becomes an output too.
  fileprivate mutating func showInner() -> Bool {
    let block = block
    guard
      let index = pick(where: { op in
        op.outputs.allSatisfy { !block.outputs.contains($0) && block[$0].type.dtype != .int48 }
      }), let id = block.operators[index].outputs.first
    else { return false }
    self.block.outputs.append(id)
    return true
  }
}

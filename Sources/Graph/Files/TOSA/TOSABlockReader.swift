/// Builds a ``Block``: tensors first, then shapes, then operators with their names resolved.
struct TOSABlockReader {
  let buffer: FlatBuffer
  /// What messages put before an element, to say in which block it is.
  let prefix: String

  /// The block that `table` holds.
  func block(_ table: FlatBufferTable) throws(InvalidInput) -> Block {
    typealias Field = TOSASchema.BlockField
    let name = try table.string(Field.name) ?? ""
    var names = TensorNames()
    var tensors: [TensorInfo] = []
    for (index, entry) in try (table.tables(Field.tensors) ?? []).enumerated() {
      let name = try locating("\(prefix)tensor \(index)") { () throws(InvalidInput) in
        try names.add(entry.name(TOSASchema.TensorField.name), index: tensors.count, entry)
      }
      tensors.append(
        try locating("\(prefix)tensor '\(name.shortened)'") { () throws(InvalidInput) in
          try tensor(entry, name: name)
        })
    }
    for (index, entry) in try (table.tables(Field.shapes) ?? []).enumerated() {
      let name = try locating("\(prefix)shape \(index)") { () throws(InvalidInput) in
        try names.add(entry.name(TOSASchema.ShapeField.name), index: tensors.count, entry)
      }
      tensors.append(
        try locating("\(prefix)shape '\(name.shortened)'") { () throws(InvalidInput) in
          try shape(entry, name: name)
        })
    }
    var operators: [Operator] = []
    for (index, entry) in try (table.tables(Field.operators) ?? []).enumerated() {
      operators.append(
        try locating("\(prefix)operator \(index)") { () throws(InvalidInput) in
          try self.operator(entry, index: index, names: names)
        })
    }
    let inputs = try locating("\(prefix)block inputs") { () throws(InvalidInput) in
      try names.resolve(table.names(Field.inputs), of: table)
    }
    let outputs = try locating("\(prefix)block outputs") { () throws(InvalidInput) in
      try names.resolve(table.names(Field.outputs), of: table)
    }
    return Block(
      name: name, tensors: tensors, operators: operators, inputs: inputs, outputs: outputs)
  }

  private func `operator`(
    _ table: FlatBufferTable, index: Int, names: TensorNames
  ) throws(InvalidInput) -> Operator {
    typealias Field = TOSASchema.OperatorField
    let kind = try kind(table)
    return try locating("\(prefix)operator \(index) (\(kind))") { () throws(InvalidInput) in
      let operation = try TOSAAttributeReader(kind: kind, of: table).operation()
      return Operator(
        operation,
        inputs: try names.resolve(table.names(Field.inputs), of: table),
        outputs: try names.resolve(table.names(Field.outputs), of: table),
        location: try table.table(Field.location)?.string(TOSASchema.LocationField.text))
    }
  }

  private func kind(_ table: FlatBufferTable) throws(InvalidInput) -> OperatorKind {
    let number: UInt32 = try table.integer(TOSASchema.OperatorField.op)
    if let kind = OperatorKind(rawValue: number) { return kind }
    let index = Int(number) - Int(OperatorKind.constShape.rawValue) - 1
    if TOSASchema.draftOperators.indices.contains(index) {
      throw TOSAReader.draft(TOSASchema.draftOperators[index], at: table.position)
    }
    throw InvalidInput(
      .format, "the operator has the unknown number \(number)",
      remedy: "Check which version of TOSA the file was written for.",
      at: InputLocation(byteOffset: table.position))
  }
}

/// Which tensor each name of a block stands for.
private struct TensorNames {
  private var ids: [FlatBufferName: TensorID] = [:]

  /// Gives `name` to the tensor at `index` of the block.
  mutating func add(
    _ name: FlatBufferName?, index: Int, _ table: FlatBufferTable
  ) throws(InvalidInput) -> String {
    guard let name else { throw table.broken("it has no name") }
    guard ids.updateValue(TensorID(index), forKey: name) == nil else {
      throw InvalidInput(
        .graph, "the name '\(name.text.shortened)' is used twice in the block",
        remedy: "Give each tensor and shape a name of its own.",
        at: InputLocation(byteOffset: table.position))
    }
    return name.text
  }

  /// The tensors that `names` stand for.
  func resolve(
    _ names: [FlatBufferName]?, of table: FlatBufferTable
  ) throws(InvalidInput) -> [TensorID] {
    var found: [TensorID] = []
    for name in names ?? [] {
      guard let id = ids[name] else {
        throw InvalidInput(
          .graph, "the block has no tensor called '\(name.text.shortened)'",
          remedy: "Declare it among the block's tensors or shapes.",
          at: InputLocation(byteOffset: table.position))
      }
      found.append(id)
    }
    return found
  }
}

extension String {
  /// At most 80 characters of it, for a message.
  var shortened: String { utf8.count <= 80 ? self : prefix(77) + "..." }
}

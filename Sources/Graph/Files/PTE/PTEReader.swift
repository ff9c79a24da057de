/// Reads the root table of a program and its plans.
struct PTEReader {
  private let root: FlatBufferTable
  private let segments: PTESegments
  private let inlinePayloads: [FlatBufferTable]

  /// Finds the root and the segments of a file.
  init(_ bytes: [UInt8]) throws(InvalidInput) {
    let buffer = FlatBuffer(bytes)
    root = try buffer.root(identifier: Program.fileIdentifier)
    segments = try PTESegments(buffer, program: root)
    inlinePayloads = try root.tables(3) ?? []
  }

  /// The whole program.
  func program() throws(InvalidInput) -> Program {
    let tensors = try PTETensorReader(program: root, segments: segments)
    var plans: [ExecutionPlan] = []
    for table in try root.tables(1) ?? [] { plans.append(try plan(table, tensors: tensors)) }
    guard !plans.isEmpty else { throw root.broken("the program has no execution plan") }
    var names: [String] = []
    for table in try root.tables(7) ?? [] { names.append(try table.string(0) ?? "") }
    let version: UInt32 = try root.integer(0)
    return Program(version: Int(version), plans: plans, namedData: names)
  }

  private func plan(
    _ table: FlatBufferTable, tensors: PTETensorReader
  ) throws(InvalidInput) -> ExecutionPlan {
    let values = try PTEValueReader(tensors: tensors).values(of: table)
    let indices = IndexCheck(table: table, count: values.count, kind: "value")
    var operators: [ProgramOperator] = []
    for entry in try table.tables(6) ?? [] {
      operators.append(
        ProgramOperator(try entry.string(0) ?? "", overload: try entry.string(1) ?? ""))
    }
    var delegates: [BackendDelegate] = []
    for entry in try table.tables(7) ?? [] { delegates.append(try delegate(entry)) }

    var instructions: [Instruction] = []
    for chain in try table.tables(5) ?? [] {
      let first = instructions.count
      let entries = try chain.tables(2) ?? []
      for entry in entries {
        instructions.append(
          try instruction(
            entry, values: values.count, operators: operators.count, delegates: delegates.count,
            chain: first..<first + entries.count))
      }
    }
    var memorySizes: [Int] = []
    for size in try table.integers(8, as: Int64.self) ?? [] { memorySizes.append(Int(size)) }
    return ExecutionPlan(
      name: try table.string(0) ?? "", values: values,
      inputs: try indices.checked(table.integers(3, as: Int32.self)),
      outputs: try indices.checked(table.integers(4, as: Int32.self)), instructions: instructions,
      operators: operators, delegates: delegates, memorySizes: memorySizes)
  }

  private func instruction(
    _ entry: FlatBufferTable, values: Int, operators: Int, delegates: Int, chain: Range<Int>
  ) throws(InvalidInput) -> Instruction {
    let kind: UInt8 = try entry.integer(0)
    guard let table = try entry.table(1) else { throw entry.broken("an empty instruction") }
    func index(_ field: Int, below count: Int, _ name: String) throws(InvalidInput) -> Int {
      let raw: Int32 = try table.integer(field)
      return try IndexCheck(table: table, count: count, kind: name).checked(Int(raw))
    }
    let list = IndexCheck(table: table, count: values, kind: "value")
    switch kind {
    case 1:
      return .kernelCall(
        operator: try index(0, below: operators, "operator"),
        arguments: try list.checked(table.integers(1, as: Int32.self)))
    case 2:
      return .delegateCall(
        delegate: try index(0, below: delegates, "delegate"),
        arguments: try list.checked(table.integers(1, as: Int32.self)))
    case 3:
      return .moveCall(
        from: try index(0, below: values, "value"), to: try index(1, below: values, "value"))
    case 4:
      // The end of the chain is a legal destination.
      let destination = try index(1, below: chain.count + 1, "instruction")
      return .jumpFalseCall(
        condition: try index(0, below: values, "value"),
        destination: chain.lowerBound + destination)
    case 5: return .freeCall(value: try index(0, below: values, "value"))
    default: throw entry.broken("an instruction of unknown kind \(kind)")
    }
  }

  private func delegate(_ table: FlatBufferTable) throws(InvalidInput) -> BackendDelegate {
    var specs: [CompileSpec] = []
    for spec in try table.tables(2) ?? [] {
      specs.append(
        CompileSpec(key: try spec.string(0) ?? "", value: Array(try spec.bytes(1) ?? [])))
    }
    return BackendDelegate(
      id: try table.string(0) ?? "", payload: try payload(of: table), compileSpecs: specs)
  }

  private func payload(of delegate: FlatBufferTable) throws(InvalidInput) -> [UInt8] {
    guard let reference = try delegate.table(1) else {
      throw delegate.broken("a delegate without data")
    }
    let location: Int8 = try reference.integer(0)
    let index: UInt32 = try reference.integer(1)
    switch location {
    case 0:
      let place = try IndexCheck(
        table: reference, count: inlinePayloads.count, kind: "delegate data"
      ).checked(Int(index))
      return Array(try inlinePayloads[place].bytes(0) ?? [])
    case 1: return try segments.bytes(ofSegment: Int(index), for: reference)
    default: throw reference.broken("delegate data at the unknown location \(location)")
    }
  }
}

/// Checks indices that a table holds.
struct IndexCheck {
  /// The table, for messages.
  var table: FlatBufferTable
  /// How many there are.
  var count: Int
  /// What is counted.
  var kind: String

  /// The index, if it is below the count.
  func checked(_ index: Int) throws(InvalidInput) -> Int {
    guard index >= 0, index < count else {
      throw table.broken("\(kind) \(index), there are \(count)")
    }
    return index
  }

  /// The indices, if all are below the count; none if the list is absent.
  func checked(_ indices: [Int32]?) throws(InvalidInput) -> [Int] {
    var result: [Int] = []
    for index in indices ?? [] { result.append(try checked(Int(index))) }
    return result
  }
}

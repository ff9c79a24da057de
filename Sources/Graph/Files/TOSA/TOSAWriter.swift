extension Graph {
  /// The graph as a `.tosa` file; reading it back gives an equal graph.
  ///
  /// The file lists shapes after tensors, so a graph whose SHAPE tensors stand between others is
  /// equal only up to that order.
  /// - Throws: what the format can't express: a tensor id out of range, a name used twice, a number
  ///   beyond 32 bits, a value that does not fit its declaration, 2 GiB or more.
  public func tosaBytes() throws(InvalidInput) -> [UInt8] {
    var writer = TOSAWriter()
    return try writer.file(of: self)
  }
}

/// Writes a ``Graph`` as a FlatBuffer with the identifier `TOSA`.
struct TOSAWriter {
  var builder = FlatBufferBuilder()

  /// The bytes of the file that holds `graph`.
  mutating func file(of graph: Graph) throws(InvalidInput) -> [UInt8] {
    typealias Field = TOSASchema.GraphField
    var regions: [FlatBufferBuilder.Offset] = []
    for region in graph.regions { regions.append(try offset(of: region)) }
    let version = try offset(of: graph.version)
    var fields = FlatBufferFields()
    fields.set(Field.version, version)
    fields.set(Field.regions, builder.vector(of: regions))
    let root = builder.table(fields)
    return try builder.finish(root: root, identifier: TOSASchema.identifier)
  }

  private mutating func offset(
    of version: Graph.Version
  ) throws(InvalidInput) -> FlatBufferBuilder.Offset {
    typealias Field = TOSASchema.VersionField
    var fields = FlatBufferFields()
    fields.set(Field.major, try int32(version.major, "the version"), default: -1)
    fields.set(Field.minor, try int32(version.minor, "the version"), default: -1)
    fields.set(Field.patch, try int32(version.patch, "the version"), default: -1)
    fields.set(Field.draft, version.isDraft, default: true)
    return builder.table(fields)
  }

  private mutating func offset(
    of region: Region
  ) throws(InvalidInput) -> FlatBufferBuilder.Offset {
    typealias Field = TOSASchema.RegionField
    var blocks: [FlatBufferBuilder.Offset] = []
    for block in region.blocks { blocks.append(try offset(of: block)) }
    var fields = FlatBufferFields()
    fields.set(Field.name, builder.string(region.name))
    fields.set(Field.blocks, builder.vector(of: blocks))
    return builder.table(fields)
  }

  private mutating func offset(of block: Block) throws(InvalidInput) -> FlatBufferBuilder.Offset {
    typealias Field = TOSASchema.BlockField
    try demandDistinctNames(block)
    var tensors: [FlatBufferBuilder.Offset] = []
    var shapes: [FlatBufferBuilder.Offset] = []
    for tensor in block.tensors {
      let subject = "tensor '\(tensor.name.shortened)'"
      if tensor.type.dtype == .shape {
        shapes.append(
          try locating(subject) { () throws(InvalidInput) in try offset(ofShape: tensor) })
      } else {
        tensors.append(
          try locating(subject) { () throws(InvalidInput) in try offset(ofTensor: tensor) })
      }
    }
    var operators: [FlatBufferBuilder.Offset] = []
    for (index, op) in block.operators.enumerated() {
      operators.append(
        try locating("operator \(index) (\(op.kind))") { () throws(InvalidInput) in
          try offset(of: op, in: block)
        })
    }
    var fields = FlatBufferFields()
    fields.set(Field.name, builder.string(block.name))
    fields.set(Field.operators, builder.vector(of: operators))
    fields.set(Field.tensors, builder.vector(of: tensors))
    fields.set(Field.inputs, try names(of: block.inputs, in: block))
    fields.set(Field.outputs, try names(of: block.outputs, in: block))
    fields.set(Field.shapes, builder.vector(of: shapes))
    return builder.table(fields)
  }

  private mutating func offset(
    of op: Operator, in block: Block
  ) throws(InvalidInput) -> FlatBufferBuilder.Offset {
    typealias Field = TOSASchema.OperatorField
    var fields = FlatBufferFields()
    fields.set(Field.op, op.kind.rawValue)
    fields.set(Field.attributeType, UInt8(truncatingIfNeeded: op.kind.rawValue))
    fields.set(Field.attribute, try attributes(of: op.operation))
    fields.set(Field.inputs, try names(of: op.inputs, in: block))
    fields.set(Field.outputs, try names(of: op.outputs, in: block))
    if let text = op.location {
      var location = FlatBufferFields()
      location.set(TOSASchema.LocationField.text, builder.string(text))
      fields.set(Field.location, builder.table(location))
    }
    return builder.table(fields)
  }

  /// Operators refer to tensors by name.
  private mutating func names(
    of ids: [TensorID], in block: Block
  ) throws(InvalidInput) -> FlatBufferBuilder.Offset {
    var names: [FlatBufferBuilder.Offset] = []
    for id in ids {
      guard block.tensors.indices.contains(id.index) else {
        throw InvalidInput(.graph, "there is no tensor with the index \(id.index) in the block")
      }
      names.append(builder.string(block[id].name))
    }
    return builder.vector(of: names)
  }

  private func demandDistinctNames(_ block: Block) throws(InvalidInput) {
    var names = Set<String>()
    for tensor in block.tensors where !names.insert(tensor.name).inserted {
      throw InvalidInput(
        .graph, "the name '\(tensor.name.shortened)' is used twice in block '\(block.name)'",
        remedy: "Give each tensor a name of its own.")
    }
  }

  /// A number as the format holds it.
  func int32(_ number: Int, _ subject: String) throws(InvalidInput) -> Int32 {
    guard let narrow = Int32(exactly: number) else {
      throw InvalidInput(.graph, "\(subject) holds \(number), which does not fit 32 bits")
    }
    return narrow
  }

  /// A vector of numbers as the format holds them.
  mutating func int32s(
    _ numbers: [Int], _ subject: String
  ) throws(InvalidInput) -> FlatBufferBuilder.Offset {
    var narrow: [Int32] = []
    for number in numbers { narrow.append(try int32(number, subject)) }
    return builder.integers(narrow)
  }
}

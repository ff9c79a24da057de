extension Graph {
  /// Reads a `.tosa` file's bytes; any bytes give a graph or an error, never a trap.
  ///
  /// Names are resolved and constants unpacked; whether the graph obeys TOSA's rules is for
  /// ``ValidatedGraph`` to say. Only TOSA 1.x is read, and of it what 1.0 has: drafts of 1.1 are
  /// accepted as long as they keep to the operators and types of 1.0.
  /// - Parameter file: the file's name, for messages.
  /// - Throws: what is wrong with the bytes, and where.
  public init(tosa bytes: [UInt8], file: String? = nil) throws(InvalidInput) {
    do throws(InvalidInput) {
      self = try TOSAReader(bytes).graph()
    } catch {
      throw file.map { error.inFile($0) } ?? error
    }
  }

  /// Whether the bytes are marked as a `.tosa` file.
  public static func isTOSA(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 8 && bytes[4..<8].elementsEqual(TOSASchema.identifier.utf8)
  }

  /// Reads the `.tosa` file at `path`; see ``init(tosa:file:)``.
  public init(tosaFile path: String) throws(InvalidInput) {
    try self.init(tosa: FileContents.read(path), file: path)
  }
}

/// Builds a ``Graph`` from a FlatBuffer with the identifier `TOSA`.
struct TOSAReader {
  let buffer: FlatBuffer

  /// A reader of a whole file.
  init(_ bytes: [UInt8]) { self.buffer = FlatBuffer(bytes) }

  /// The graph that the file holds.
  func graph() throws(InvalidInput) -> Graph {
    typealias Field = TOSASchema.GraphField
    let root = try buffer.root(identifier: TOSASchema.identifier)
    guard let versionTable = try root.table(Field.version) else {
      throw root.broken("the file states no TOSA version")
    }
    let version = try version(versionTable)
    var regions: [Region] = []
    for (index, table) in try (root.tables(Field.regions) ?? []).enumerated() {
      regions.append(try region(table, index: index))
    }
    return Graph(version: version, regions: regions)
  }

  private func version(_ table: FlatBufferTable) throws(InvalidInput) -> Graph.Version {
    typealias Field = TOSASchema.VersionField
    let version = Graph.Version(
      major: Int(try table.integer(Field.major, default: -1 as Int32)),
      minor: Int(try table.integer(Field.minor, default: -1 as Int32)),
      patch: Int(try table.integer(Field.patch, default: -1 as Int32)),
      isDraft: try table.bool(Field.draft, default: true))
    guard version.major == 1 else {
      throw InvalidInput(
        .format,
        "the file is of TOSA \(version.major).\(version.minor).\(version.patch); Assay reads 1.x",
        remedy: "Export the model for TOSA 1.0.", at: InputLocation(byteOffset: table.position))
    }
    return version
  }

  private func region(_ table: FlatBufferTable, index: Int) throws(InvalidInput) -> Region {
    typealias Field = TOSASchema.RegionField
    let name = try table.string(Field.name) ?? ""
    var blocks: [Block] = []
    for (number, block) in try (table.tables(Field.blocks) ?? []).enumerated() {
      // Only graphs with control flow have more than one block; the others need no address.
      let prefix = index == 0 && number == 0 ? "" : "region '\(name)': block \(number): "
      blocks.append(try TOSABlockReader(buffer: buffer, prefix: prefix).block(block))
    }
    return Region(name: name, blocks: blocks)
  }

  /// The refusal of something that only drafts of TOSA 1.1 have.
  static func draft(_ what: String, at position: Int) -> InvalidInput {
    InvalidInput(
      .format, "\(what) belongs to a draft of TOSA 1.1, which Assay does not read",
      remedy: "Export the model for TOSA 1.0.", at: InputLocation(byteOffset: position))
  }

  /// The element type with a number of the schema.
  static func dtype(_ number: UInt32, of what: String, at position: Int) throws(InvalidInput)
    -> DType
  {
    if let dtype = DType(rawValue: number) { return dtype }
    let index = Int(number) - Int(DType.shape.rawValue) - 1
    if TOSASchema.otherTypes.indices.contains(index) {
      throw InvalidInput(
        .format,
        "\(what) is \(TOSASchema.otherTypes[index]), of a TOSA 1.1 draft or an extension of 1.0 that "
          + "Assay does not read",
        remedy: "Export the model for TOSA 1.0.", at: InputLocation(byteOffset: position))
    }
    throw InvalidInput(
      .format, "\(what) has the unknown number \(number)",
      remedy: "Check which version of TOSA the file was written for.",
      at: InputLocation(byteOffset: position))
  }
}

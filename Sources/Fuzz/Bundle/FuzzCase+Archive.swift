public import Graph

extension FuzzCase {
  /// The case as one blob: the `.tosa` file, then each input as `.npy`, each with its length before it.
  public func archive() throws(InvalidInput) -> [UInt8] {
    let graph = try graph.tosaBytes()
    return ([graph] + inputs.map(NumPyFile.encode)).flatMap { Self.length($0) + $0 }
  }

  /// Reads what ``archive()`` wrote.
  /// - Throws: `format` if it is not that.
  public init(archive bytes: [UInt8]) throws(InvalidInput) {
    var rest = bytes[...]
    func part() throws(InvalidInput) -> [UInt8] {
      let header = rest.prefix(8)
      let count = header.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      rest = rest.dropFirst(8)
      guard header.count == 8, count <= rest.count else {
        throw InvalidInput(
          .format, "a stored case is cut short", remedy: "Run the campaign again.")
      }
      defer { rest = rest.dropFirst(Int(count)) }
      return Array(rest.prefix(Int(count)))
    }
    let valid = try ValidatedGraph(Graph(tosa: part()))
    var inputs: [Tensor] = []
    for port in valid.inputs { inputs.append(try NumPyFile.decode(part(), as: port.type)) }
    self.init(graph: valid.graph, inputs: inputs)
  }

  private static func length(_ bytes: [UInt8]) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: UInt64(bytes.count) >> (8 * $0)) }
  }
}

/// Reads tensors, with their data from wherever the file keeps it.
struct PTETensorReader {
  /// Where the data of a list of tensors starts in a segment.
  private struct Offsets {
    var table: FlatBufferTable
    var segment: Int
    var offsets: [UInt64]

    init(_ table: FlatBufferTable) throws(InvalidInput) {
      self.table = table
      let segment: UInt32 = try table.integer(0)
      self.segment = Int(segment)
      offsets = try table.integers(1, as: UInt64.self) ?? []
    }
  }

  /// More dimensions are refused; ExecuTorch's limit.
  private static let maximumRank = 16

  private let segments: PTESegments
  private let constantBuffers: [FlatBufferTable]
  private let constantSegment: Offsets?
  private var mutableSegments: [Offsets] = []

  /// Reads where `program` keeps its data.
  init(program: FlatBufferTable, segments: PTESegments) throws(InvalidInput) {
    self.segments = segments
    constantBuffers = try program.tables(2) ?? []
    constantSegment = try program.table(5).map { (table) throws(InvalidInput) in
      try Offsets(table)
    }
    for table in try program.tables(6) ?? [] { mutableSegments.append(try Offsets(table)) }
  }

  /// The tensor of `table`.
  func tensor(_ table: FlatBufferTable) throws(InvalidInput) -> ProgramTensor {
    let code: Int8 = try table.integer(0)
    guard let scalarType = ScalarType(rawValue: code) else {
      throw table.broken("a tensor of the unknown scalar type \(code)")
    }
    let storageOffset: Int32 = try table.integer(1)
    let dynamismCode: Int8 = try table.integer(8)
    guard let dynamism = ProgramTensor.Dynamism(rawValue: dynamismCode) else {
      throw table.broken("a tensor of the unknown shape dynamism \(dynamismCode)")
    }
    let shape = try shape(of: table)
    var tensor = ProgramTensor(
      scalarType, shape, dimensionOrder: try dimensionOrder(of: table, rank: shape.rank),
      storageOffset: Int(storageOffset), dynamism: dynamism, allocation: try allocation(of: table))
    var stateList = 0
    if let extra = try table.table(9) {
      let list: UInt64 = try extra.integer(0)
      stateList = Int(clamping: list)
      tensor.name = try extra.string(1)
      let location: Int8 = try extra.integer(2)
      tensor.isExternal = location == 1
    }
    if !tensor.isExternal { tensor.data = try data(of: tensor, table, stateList: stateList) }
    return tensor
  }

  private func shape(of table: FlatBufferTable) throws(InvalidInput) -> Shape {
    let sizes = try table.integers(2, as: Int32.self) ?? []
    guard sizes.count <= Self.maximumRank else {
      throw table.broken("a tensor of rank \(sizes.count), at most \(Self.maximumRank) is read")
    }
    guard sizes.allSatisfy({ $0 >= 0 }) else { throw table.broken("a tensor of negative size") }
    return Shape(sizes.map(Int.init))
  }

  private func dimensionOrder(
    of table: FlatBufferTable, rank: Int
  ) throws(InvalidInput) -> [Int]? {
    guard let order = try table.bytes(3)?.map(Int.init) else { return nil }
    guard order.sorted() == Array(0..<rank) else {
      throw table.broken("the dimension order \(order) of a tensor of rank \(rank)")
    }
    return order
  }

  private func allocation(
    of table: FlatBufferTable
  ) throws(InvalidInput) -> ProgramTensor.Allocation? {
    guard let place = try table.table(6) else { return nil }
    let memory: UInt32 = try place.integer(0)
    let low: UInt32 = try place.integer(1)
    let high: UInt32 = try place.integer(2)
    guard high < 1 << 30 else { throw place.broken("a tensor at an impossible offset") }
    return ProgramTensor.Allocation(memory: Int(memory), offset: Int(high) << 32 | Int(low))
  }

  /// The tensor's bytes: buffer 0 stands for none.
  private func data(
    of tensor: ProgramTensor, _ table: FlatBufferTable, stateList: Int
  ) throws(InvalidInput) -> [UInt8]? {
    let raw: UInt32 = try table.integer(5)
    let index = Int(raw)
    if index == 0 { return nil }
    if tensor.allocation != nil {
      guard mutableSegments.indices.contains(stateList) else {
        throw table.broken("mutable data segment \(stateList) of \(mutableSegments.count)")
      }
      return try bytes(index, of: mutableSegments[stateList], for: tensor, table)
    }
    if let constantSegment, !constantSegment.offsets.isEmpty {
      return try bytes(index, of: constantSegment, for: tensor, table)
    }
    guard constantBuffers.indices.contains(index) else {
      throw table.broken("constant buffer \(index) of \(constantBuffers.count)")
    }
    let storage = try constantBuffers[index].bytes(0) ?? []
    guard storage.count >= tensor.byteCount else {
      throw table.broken("a tensor of \(tensor.byteCount) bytes with \(storage.count) of data")
    }
    return Array(storage.prefix(tensor.byteCount))
  }

  private func bytes(
    _ index: Int, of list: Offsets, for tensor: ProgramTensor, _ table: FlatBufferTable
  ) throws(InvalidInput) -> [UInt8] {
    guard list.offsets.indices.contains(index) else {
      throw table.broken("data \(index) of a list of \(list.offsets.count)")
    }
    return try segments.bytes(
      ofSegment: list.segment, from: Int(clamping: list.offsets[index]), count: tensor.byteCount,
      for: table)
  }
}

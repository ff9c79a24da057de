/// A table of a FlatBuffer whose vtable has been checked; its fields are read on demand.
///
/// A field that is absent gives the default, or nil for strings, vectors and tables.
struct FlatBufferTable {
  /// The buffer that holds it.
  let buffer: FlatBuffer
  /// Where it starts in the buffer.
  let position: Int
  fileprivate let vtable: Int
  fileprivate let vtableSize: Int

  /// A table that ``FlatBuffer/table(at:)`` has checked.
  init(buffer: FlatBuffer, position: Int, vtable: Int, vtableSize: Int) {
    self.buffer = buffer
    self.position = position
    self.vtable = vtable
    self.vtableSize = vtableSize
  }

  /// An error about this table.
  func broken(_ message: String) -> InvalidInput { buffer.broken(message, at: position) }

  /// Where a field of `width` bytes stands; nil if it is absent.
  func location(_ field: Int, width: Int) throws(InvalidInput) -> Int? {
    let slot = 4 + 2 * field
    guard slot + 2 <= vtableSize else { return nil }
    let offset = Int(try buffer.load(UInt16.self, at: vtable + slot))
    if offset == 0 { return nil }
    guard offset >= 4, offset + width <= buffer.bytes.count - position else {
      throw buffer.broken("field \(field) lies outside the file", at: vtable + slot)
    }
    return position + offset
  }

  /// Whether the field is there.
  func has(_ field: Int) throws(InvalidInput) -> Bool {
    try location(field, width: 0) != nil
  }
}

// Scalars.
extension FlatBufferTable {
  /// An integer field.
  func integer<Value: FixedWidthInteger>(
    _ field: Int, default fallback: Value = 0
  ) throws(InvalidInput) -> Value {
    guard let place = try location(field, width: MemoryLayout<Value>.size) else { return fallback }
    return try buffer.load(Value.self, at: place)
  }

  /// A `bool` field; any byte but 0 is true.
  func bool(_ field: Int, default fallback: Bool = false) throws(InvalidInput) -> Bool {
    try integer(field, default: fallback ? 1 : 0 as UInt8) != 0
  }

  /// A `float` field.
  func float(_ field: Int, default fallback: Float = 0) throws(InvalidInput) -> Float {
    Float(bitPattern: try integer(field, default: fallback.bitPattern))
  }

  /// A `double` field.
  func double(_ field: Int, default fallback: Double = 0) throws(InvalidInput) -> Double {
    Double(bitPattern: try integer(field, default: fallback.bitPattern))
  }
}

// What an offset points to.
extension FlatBufferTable {
  /// A string field.
  func string(_ field: Int) throws(InvalidInput) -> String? { try name(field)?.text }

  /// A string field that is going to be looked up.
  func name(_ field: Int) throws(InvalidInput) -> FlatBufferName? {
    guard let place = try target(field) else { return nil }
    return try buffer.name(at: place)
  }

  /// A table field, or the value of a union (whose type is the field before it).
  func table(_ field: Int) throws(InvalidInput) -> FlatBufferTable? {
    guard let place = try target(field) else { return nil }
    return try buffer.table(at: place)
  }

  /// A vector of tables.
  func tables(_ field: Int) throws(InvalidInput) -> [FlatBufferTable]? {
    guard let place = try target(field) else { return nil }
    let (start, count) = try buffer.vector(at: place, elementSize: 4)
    var tables: [FlatBufferTable] = []
    for index in 0..<count {
      tables.append(try buffer.table(at: buffer.target(ofOffsetAt: start + 4 * index)))
    }
    return tables
  }

  /// A vector of strings.
  func strings(_ field: Int) throws(InvalidInput) -> [String]? { try names(field)?.map(\.text) }

  /// A vector of strings that are going to be looked up.
  func names(_ field: Int) throws(InvalidInput) -> [FlatBufferName]? {
    guard let place = try target(field) else { return nil }
    let (start, count) = try buffer.vector(at: place, elementSize: 4)
    var names: [FlatBufferName] = []
    for index in 0..<count {
      names.append(try buffer.name(at: buffer.target(ofOffsetAt: start + 4 * index)))
    }
    return names
  }

  /// A vector of bytes, not copied.
  func bytes(_ field: Int) throws(InvalidInput) -> ArraySlice<UInt8>? {
    guard let place = try target(field) else { return nil }
    let (start, count) = try buffer.vector(at: place, elementSize: 1)
    return buffer.bytes[start..<(start + count)]
  }

  /// A vector of integers.
  func integers<Value: FixedWidthInteger>(
    _ field: Int, as type: Value.Type
  ) throws(InvalidInput) -> [Value]? {
    guard let place = try target(field) else { return nil }
    let width = MemoryLayout<Value>.size
    let (start, count) = try buffer.vector(at: place, elementSize: width)
    return buffer.bytes.withUnsafeBytes { raw in
      (0..<count).map {
        Value(
          littleEndian: raw.loadUnaligned(fromByteOffset: start + width * $0, as: Value.self))
      }
    }
  }

  /// A vector of `double`.
  func doubles(_ field: Int) throws(InvalidInput) -> [Double]? {
    try integers(field, as: UInt64.self)?.map { Double(bitPattern: $0) }
  }

  /// A vector of `bool`.
  func bools(_ field: Int) throws(InvalidInput) -> [Bool]? {
    try bytes(field)?.map { $0 != 0 }
  }

  private func target(_ field: Int) throws(InvalidInput) -> Int? {
    guard let place = try location(field, width: 4) else { return nil }
    return try buffer.target(ofOffsetAt: place)
  }
}

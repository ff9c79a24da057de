/// The segments that follow the FlatBuffer of a `.pte` file.
///
/// Source: `schema/extended_header.h` of ExecuTorch. Behind the identifier stands `eh00`, the
/// header's length, the size of the FlatBuffer and the base of the segments.
struct PTESegments {
  /// A stretch of the file.
  private struct Segment {
    var table: FlatBufferTable
    var offset: Int
    var size: Int
  }

  private static let magic = Array("eh00".utf8)
  private static let headerOffset = 8

  private let buffer: FlatBuffer
  private var segments: [Segment] = []

  /// Checks that the segments of `program` are inside the file.
  init(_ buffer: FlatBuffer, program: FlatBufferTable) throws(InvalidInput) {
    self.buffer = buffer
    let tables = try program.tables(4) ?? []
    guard !tables.isEmpty else { return }
    let declared = try Self.base(of: buffer)
    for table in tables {
      let offset: UInt64 = try table.integer(0)
      let size: UInt64 = try table.integer(1)
      // A program without constants has an empty segment and no header.
      guard let base = declared ?? (size == 0 ? buffer.bytes.count : nil) else {
        throw program.broken("the file has segments but no extended header to say where")
      }
      guard offset <= UInt64(buffer.bytes.count - base),
        size <= UInt64(buffer.bytes.count - base) - offset
      else { throw table.broken("a segment of \(size) bytes at \(offset) ends outside the file") }
      segments.append(Segment(table: table, offset: base + Int(offset), size: Int(size)))
    }
  }

  /// The number of segments.
  var count: Int { segments.count }

  private static func base(of buffer: FlatBuffer) throws(InvalidInput) -> Int? {
    guard buffer.bytes.count >= headerOffset + 32,
      buffer.bytes[headerOffset..<headerOffset + 4].elementsEqual(magic)
    else { return nil }
    let length = try buffer.load(UInt32.self, at: headerOffset + 4)
    guard length >= 24 else {
      throw buffer.broken("an extended header of \(length) bytes", at: headerOffset + 4)
    }
    let base = try buffer.load(UInt64.self, at: headerOffset + 16)
    guard base <= UInt64(buffer.bytes.count) else {
      throw buffer.broken("the segments start outside the file", at: headerOffset + 16)
    }
    return Int(base)
  }

  /// A copy of `count` bytes of a segment, of all that follow `offset` if `count` is nil.
  /// - Parameter owner: the table that refers to the bytes, for messages.
  func bytes(
    ofSegment index: Int, from offset: Int = 0, count: Int? = nil, for owner: FlatBufferTable
  ) throws(InvalidInput) -> [UInt8] {
    guard segments.indices.contains(index) else {
      throw owner.broken("segment \(index) of \(segments.count)")
    }
    let segment = segments[index]
    guard offset >= 0, offset <= segment.size else {
      throw owner.broken("byte \(offset) of a segment of \(segment.size)")
    }
    let count = count ?? segment.size - offset
    guard count <= segment.size - offset else {
      throw owner.broken(
        "\(count) bytes of data at \(offset) in a segment of \(segment.size) bytes")
    }
    let start = segment.offset + offset
    try buffer.spend(count, at: start)
    return Array(buffer.bytes[start..<start + count])
  }
}

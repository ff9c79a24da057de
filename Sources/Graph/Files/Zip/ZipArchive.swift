/// The files of a ZIP archive as `.npz` uses it: stored or deflated, one disk, no encryption.
///
/// Source: PKWARE's APPNOTE.TXT 6.3.10. Sizes are those of the directory: in front of the files numpy
/// leaves them to ZIP64 fields.
struct ZipArchive {
  /// One file of the archive.
  struct Entry {
    /// The name, UTF-8.
    var name: String
    /// The content.
    var bytes: [UInt8]
  }

  private let bytes: [UInt8]
  private let limit: Int

  /// - Parameter limit: the most bytes that all files together may have.
  init(_ bytes: [UInt8], limit: Int) {
    self.bytes = bytes
    self.limit = limit
  }

  /// The files in the order of the archive's directory.
  /// - Throws: `format` or `limit`, with the offset of what is wrong.
  func entries() throws(InvalidInput) -> [Entry] {
    var (position, count) = try directory()
    var entries: [Entry] = []
    var total = 0
    var storedTotal = 0
    for _ in 0..<count {
      guard try integer(UInt32.self, at: position) == 0x0201_4b50 else {
        throw failure("no directory entry where one should be", at: position)
      }
      let record = try DirectoryRecord(self, at: position)
      guard record.size <= limit - total else {
        throw InvalidInput(
          .limit, "the archive holds more than \(limit) bytes",
          at: InputLocation(byteOffset: position))
      }
      total += record.size
      // Files that share bytes could make a small archive take very long.
      storedTotal += record.storedSize
      guard storedTotal <= bytes.count else {
        throw failure("files of the archive overlap", at: position)
      }
      entries.append(Entry(name: record.name, bytes: try content(of: record)))
      position = record.end
    }
    return entries
  }

  /// Where the directory starts and how many entries it has.
  private func directory() throws(InvalidInput) -> (position: Int, count: Int) {
    // The end record is the last thing in the file but for a comment of at most 65535 bytes.
    var end = bytes.count - 22
    let first = max(0, end - 0xffff)
    while end >= first, try integer(UInt32.self, at: end) != 0x0605_4b50 { end -= 1 }
    guard end >= first else {
      throw failure("no ZIP archive: its directory is missing", at: bytes.count)
    }
    let count = Int(try integer(UInt16.self, at: end + 10))
    let position = Int(try integer(UInt32.self, at: end + 16))
    guard count != 0xffff, position != 0xffff_ffff else {
      throw failure("an archive of more than 65534 files or 4 GiB", at: end)
    }
    return (position, count)
  }

  private func content(of record: DirectoryRecord) throws(InvalidInput) -> [UInt8] {
    let header = record.headerOffset
    guard try integer(UInt32.self, at: header) == 0x0403_4b50 else {
      throw failure("no file header where one should be", at: header)
    }
    let nameLength = Int(try integer(UInt16.self, at: header + 26))
    let extraLength = Int(try integer(UInt16.self, at: header + 28))
    let start = header + 30 + nameLength + extraLength
    guard start <= bytes.count, record.storedSize <= bytes.count - start else {
      throw failure("'\(record.name)' ends outside the archive", at: header)
    }
    let stored = bytes[start..<start + record.storedSize]
    let content: [UInt8]
    switch record.method {
    case 0:
      guard record.size == record.storedSize else {
        throw failure("'\(record.name)' is stored with two different sizes", at: record.position)
      }
      content = Array(stored)
    case 8:
      do {
        content = try Inflater.inflate(stored, size: record.size)
      } catch {
        switch error {
        case .damaged(let offset):
          throw failure("the compressed data of '\(record.name)' is damaged", at: offset)
        case .wrongSize:
          throw failure("'\(record.name)' has not the \(record.size) bytes it promises", at: start)
        }
      }
    default:
      throw failure(
        "'\(record.name)' is compressed by method \(record.method), 0 and 8 are read",
        at: record.position)
    }
    guard CRC32.checksum(content) == record.checksum else {
      throw failure("the checksum of '\(record.name)' does not fit its content", at: start)
    }
    return content
  }

  /// The little-endian integer at `position`.
  fileprivate func integer<Value: FixedWidthInteger>(
    _ type: Value.Type, at position: Int
  ) throws(InvalidInput) -> Value {
    guard position >= 0, position <= bytes.count - MemoryLayout<Value>.size else {
      throw failure(
        "the archive ends in the middle of a record", at: min(max(position, 0), bytes.count))
    }
    return bytes.withUnsafeBytes {
      Value(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: Value.self))
    }
  }

  fileprivate func text(at position: Int, length: Int) throws(InvalidInput) -> String {
    guard length <= bytes.count - position,
      let text = String(validating: bytes[position..<position + length], as: UTF8.self)
    else { throw failure("a file name is cut or not valid UTF-8", at: min(position, bytes.count)) }
    return text
  }

  fileprivate func failure(_ message: String, at offset: Int) -> InvalidInput {
    InvalidInput(.format, message, at: InputLocation(byteOffset: offset))
  }
}

/// An entry of an archive's directory.
private struct DirectoryRecord {
  var position: Int
  var name: String
  var method: UInt16
  var checksum: UInt32
  var storedSize: Int
  var size: Int
  var headerOffset: Int
  /// Where the next entry starts.
  var end: Int

  init(_ archive: ZipArchive, at position: Int) throws(InvalidInput) {
    self.position = position
    guard try archive.integer(UInt16.self, at: position + 8) & 1 == 0 else {
      throw archive.failure("an encrypted file", at: position + 8)
    }
    method = try archive.integer(UInt16.self, at: position + 10)
    checksum = try archive.integer(UInt32.self, at: position + 16)
    storedSize = Int(try archive.integer(UInt32.self, at: position + 20))
    size = Int(try archive.integer(UInt32.self, at: position + 24))
    let nameLength = Int(try archive.integer(UInt16.self, at: position + 28))
    let extraLength = Int(try archive.integer(UInt16.self, at: position + 30))
    let commentLength = Int(try archive.integer(UInt16.self, at: position + 32))
    headerOffset = Int(try archive.integer(UInt32.self, at: position + 42))
    name = try archive.text(at: position + 46, length: nameLength)
    end = position + 46 + nameLength + extraLength + commentLength
    guard size != 0xffff_ffff, storedSize != 0xffff_ffff, headerOffset != 0xffff_ffff else {
      throw archive.failure("'\(name)' has 4 GiB or more", at: position)
    }
  }
}

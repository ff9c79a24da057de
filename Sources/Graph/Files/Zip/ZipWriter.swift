/// Writes a ZIP archive of stored files, the same bytes for the same files.
struct ZipWriter {
  private var archive: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// Adds a file.
  /// - Throws: `limit` if the archive gets larger than the format's 32-bit fields can say.
  mutating func add(name: String, bytes: [UInt8]) throws(InvalidInput) {
    let name = Array(name.utf8)
    guard archive.count + directory.count + bytes.count + 2 * name.count + 1024 < 0xffff_ffff,
      count < 0xfffe, name.count <= 0xffff
    else { throw InvalidInput(.limit, "the archive gets too large") }
    let offset = UInt32(archive.count)
    // Version 2.0, names in UTF-8 (bit 11), stored, 1980-01-01 00:00.
    var common: [UInt8] = []
    Self.append(UInt16(20), to: &common)
    Self.append(UInt16(1 << 11), to: &common)
    Self.append(UInt16(0), to: &common)
    Self.append(UInt16(0), to: &common)
    Self.append(UInt16(1 << 5 | 1), to: &common)
    Self.append(CRC32.checksum(bytes), to: &common)
    Self.append(UInt32(bytes.count), to: &common)
    Self.append(UInt32(bytes.count), to: &common)
    Self.append(UInt16(name.count), to: &common)
    Self.append(UInt16(0), to: &common)

    Self.append(UInt32(0x0403_4b50), to: &archive)
    archive += common + name + bytes
    Self.append(UInt32(0x0201_4b50), to: &directory)
    Self.append(UInt16(20), to: &directory)
    // No comment, first disk, no attributes.
    directory += common + [UInt8](repeating: 0, count: 10)
    Self.append(offset, to: &directory)
    directory += name
    count += 1
  }

  /// The archive.
  func finish() -> [UInt8] {
    var end: [UInt8] = []
    Self.append(UInt32(0x0605_4b50), to: &end)
    Self.append(UInt32(0), to: &end)
    Self.append(UInt16(count), to: &end)
    Self.append(UInt16(count), to: &end)
    Self.append(UInt32(directory.count), to: &end)
    Self.append(UInt32(archive.count), to: &end)
    Self.append(UInt16(0), to: &end)
    return archive + directory + end
  }

  private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
  }
}

/// A record of a fixed size whose little-endian fields lie at fixed offsets; what is not set is zero.
struct FixedRecord {
  private(set) var bytes: [UInt8]

  /// A record of `size` zero bytes.
  init(size: Int) { bytes = Array(repeating: 0, count: size) }

  /// Sets the field at `offset`; its size is that of its type.
  mutating func set<Value: FixedWidthInteger>(_ value: Value, at offset: Int) {
    for index in 0..<Value.bitWidth / 8 {
      bytes[offset + index] = UInt8(truncatingIfNeeded: value >> Value(8 * index))
    }
  }

  /// Sets the bytes from `offset` on to a nested record.
  mutating func set(_ record: FixedRecord, at offset: Int) {
    bytes.replaceSubrange(offset..<offset + record.bytes.count, with: record.bytes)
  }
}

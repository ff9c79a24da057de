/// The section of weights, biases and scales that layers refer to by byte offset.
struct ConstantPool {
  /// What a layer refers to where it has no such constant.
  static let absent = UInt64.max

  private(set) var bytes: [UInt8] = []

  /// Adds an array, aligned to 4 bytes.
  ///
  /// - Returns: its offset, or ``absent`` for an empty one.
  mutating func add<Element: FixedWidthInteger>(_ elements: [Element]) -> UInt64 {
    guard !elements.isEmpty else { return Self.absent }
    while bytes.count % 4 != 0 { bytes.append(0) }
    let offset = UInt64(bytes.count)
    bytes.reserveCapacity(bytes.count + elements.count * Element.bitWidth / 8)
    for element in elements {
      for index in 0..<Element.bitWidth / 8 {
        bytes.append(UInt8(truncatingIfNeeded: element >> Element(8 * index)))
      }
    }
    return offset
  }
}

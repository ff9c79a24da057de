/// A FlatBuffer of unknown origin, read without trusting a byte of it.
///
/// Every offset and length is checked before it is followed. Since offsets may point anywhere, a
/// small file can describe the same bytes over and over; what may be taken out of a buffer in all is
/// therefore limited to a multiple of its size, so time and memory stay proportional to the file.
///
/// ```swift
/// let buffer = FlatBuffer(bytes)
/// let root = try buffer.root(identifier: "TOSA")
/// let name = try root.string(0)
/// ```
///
/// Fields are named by their id in the schema (the vtable slot is `4 + 2 * id`). Alignment is not
/// demanded: every load is unaligned.
final class FlatBuffer {
  /// The whole buffer.
  let bytes: [UInt8]
  /// How many more bytes may be taken out; see the type's description.
  private var budget: Int
  /// Strings already read, by position: writers share names, and sharing must not cost.
  private var names: [Int: FlatBufferName] = [:]
  /// The numbers of the strings already read, by content.
  private var numbers: [String: Int] = [:]

  /// What one table costs, a guess at the Swift values made of it.
  private static let tableCost = 64
  /// How many times its own size may be taken out of a buffer.
  private static let budgetFactor = 8
  /// What even the smallest buffer may spend.
  private static let minimumBudget = 64 << 10

  /// A buffer over `bytes`; nothing is checked yet.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    self.budget = bytes.count * Self.budgetFactor + Self.minimumBudget
  }

  /// The root table.
  /// - Parameter identifier: four characters that must stand at byte 4; nil if the format has none.
  /// - Throws: a buffer that is too short, another identifier, or a broken offset.
  func root(identifier: String? = nil) throws(InvalidInput) -> FlatBufferTable {
    guard bytes.count >= 8 else {
      throw InvalidInput(
        .format, "\(bytes.count) bytes are too few for a FlatBuffer",
        remedy: "Check that the file was written completely.", at: InputLocation(byteOffset: 0))
    }
    if let identifier, !bytes[4..<8].elementsEqual(identifier.utf8) {
      throw InvalidInput(
        .format, "the file identifier is \(Self.quoted(bytes[4..<8])), expected '\(identifier)'",
        remedy: "Check that this is the right kind of file.", at: InputLocation(byteOffset: 4))
    }
    return try table(at: target(ofOffsetAt: 0))
  }

  /// The little-endian integer at `position`.
  func load<Value: FixedWidthInteger>(
    _ type: Value.Type, at position: Int
  ) throws(InvalidInput) -> Value {
    try demand(MemoryLayout<Value>.size, at: position)
    return bytes.withUnsafeBytes {
      Value(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: Value.self))
    }
  }

  /// The position that the unsigned offset at `position` points to, inside the buffer.
  func target(ofOffsetAt position: Int) throws(InvalidInput) -> Int {
    let offset = Int(try load(UInt32.self, at: position))
    guard offset > 0, offset <= bytes.count - position - 4 else {
      throw broken("the offset \(offset) points outside the file", at: position)
    }
    return position + offset
  }

  /// The table at `position`, its vtable checked and its cost paid.
  func table(at position: Int) throws(InvalidInput) -> FlatBufferTable {
    try spend(Self.tableCost, at: position)
    let distance = Int(try load(Int32.self, at: position))
    let vtable = position - distance
    guard vtable >= 0 else { throw broken("the table's vtable is outside the file", at: position) }
    let vtableSize = Int(try load(UInt16.self, at: vtable))
    guard vtableSize >= 4, vtableSize.isMultiple(of: 2), vtableSize <= bytes.count - vtable else {
      throw broken("the vtable has an impossible size of \(vtableSize) bytes", at: vtable)
    }
    // The vtable also holds the table's size, which means nothing: the Python writer, ExecuTorch's,
    // lets tables of different sizes share a vtable. Fields are checked against the file's end.
    return FlatBufferTable(
      buffer: self, position: position, vtable: vtable, vtableSize: vtableSize)
  }

  /// The elements of the vector at `position`: where they start and how many, their cost paid.
  func vector(at position: Int, elementSize: Int) throws(InvalidInput) -> (start: Int, count: Int) {
    let count = Int(try load(UInt32.self, at: position))
    let start = position + 4
    guard count <= (bytes.count - start) / elementSize else {
      throw broken("the vector of \(count) elements does not fit the file", at: position)
    }
    try spend(count * elementSize + 4, at: position)
    return (start, count)
  }

  /// The string at `position`, valid UTF-8.
  func name(at position: Int) throws(InvalidInput) -> FlatBufferName {
    if let known = names[position] { return known }
    let (start, count) = try vector(at: position, elementSize: 1)
    guard let text = String(validating: bytes[start..<(start + count)], as: UTF8.self) else {
      throw broken("the text is not valid UTF-8", at: position)
    }
    let number = numbers[text] ?? numbers.count
    numbers[text] = number
    let name = FlatBufferName(number: number, text: text)
    names[position] = name
    return name
  }

  /// Pays for `amount` bytes taken out of the buffer.
  func spend(_ amount: Int, at position: Int) throws(InvalidInput) {
    guard amount <= budget else {
      throw InvalidInput(
        .limit, "the file describes many times more than it holds: parts of it are used repeatedly",
        remedy: "Write the file again with the tool that made it.",
        at: InputLocation(byteOffset: position))
    }
    budget -= amount
  }

  /// An error about the bytes at `position`.
  func broken(_ message: String, at position: Int) -> InvalidInput {
    InvalidInput(
      .format, message, remedy: "The file is damaged; write it again.",
      at: InputLocation(byteOffset: position))
  }

  private func demand(_ count: Int, at position: Int) throws(InvalidInput) {
    guard position >= 0, count <= bytes.count - position else {
      throw broken("the file ends in the middle of a value", at: Swift.min(position, bytes.count))
    }
  }

  /// Four bytes as a person reads them.
  private static func quoted(_ identifier: ArraySlice<UInt8>) -> String {
    let isText = identifier.allSatisfy { $0 >= 0x20 && $0 < 0x7f }
    return isText
      ? "'\(String(decoding: identifier, as: UTF8.self))'"
      : identifier.map { String($0, radix: 16) }.joined(separator: " ")
  }
}

/// A string of a FlatBuffer, compared by its number in that buffer.
///
/// A long name that is shared by many tables would be hashed again and again; its number is not.
struct FlatBufferName: Hashable {
  /// The same for equal strings of one buffer.
  fileprivate let number: Int
  /// The string itself.
  let text: String

  static func == (left: FlatBufferName, right: FlatBufferName) -> Bool {
    left.number == right.number
  }

  func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

/// What a `.npy` file says before its data: element type, order and shape.
///
/// Source: numpy.lib.format, "NPY format", versions 1.0 to 3.0. They differ in the width of the
/// length field (2 bytes, then 4) and in the header's encoding (Latin-1, then UTF-8).
struct NumPyHeader: Hashable {
  /// The element type as numpy writes it: `<f4`.
  var descriptor: String
  /// Where the descriptor stands in the file.
  var descriptorOffset = 0
  /// Whether the first axis varies fastest.
  var isFortranOrder = false
  /// The sizes.
  var shape: Shape
  /// Where the shape stands in the file.
  var shapeOffset = 0
  /// Where the data starts.
  var dataOffset = 0

  private static let magic: [UInt8] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
  /// numpy's own limit.
  private static let maximumLength = 10_000
  /// numpy's own limit.
  private static let maximumRank = 64

  /// A header of a little-endian array in C order.
  init(descriptor: String, shape: Shape) {
    self.descriptor = descriptor
    self.shape = shape
  }

  /// Reads the header of a file.
  /// - Throws: `format`, with the offset of the byte that is wrong.
  init(of bytes: [UInt8]) throws(InvalidInput) {
    func failure(_ message: String, at offset: Int, remedy: String? = nil) -> InvalidInput {
      InvalidInput(.format, message, remedy: remedy, at: InputLocation(byteOffset: offset))
    }
    guard bytes.starts(with: Self.magic) else {
      throw failure(
        "not a .npy file: it does not start with \\x93NUMPY", at: 0,
        remedy: "Write the array with numpy.save.")
    }
    guard bytes.count >= 10 else { throw failure("the file ends in its header", at: bytes.count) }
    guard (1...3).contains(bytes[6]), bytes[7] == 0 else {
      throw failure(
        "version \(bytes[6]).\(bytes[7]) of the .npy format, 1.0 to 3.0 are known", at: 6)
    }
    var length = Int(bytes[8]) | Int(bytes[9]) << 8
    var start = 10
    if bytes[6] > 1 {
      guard bytes.count >= 12 else { throw failure("the file ends in its header", at: bytes.count) }
      length |= Int(bytes[10]) << 16 | Int(bytes[11]) << 24
      start = 12
    }
    guard length <= Self.maximumLength else {
      throw failure("a header of \(length) bytes, at most \(Self.maximumLength) are read", at: 8)
    }
    guard bytes.count - start >= length else {
      throw failure(
        "the header should have \(length) bytes, the file ends after \(bytes.count - start)",
        at: bytes.count)
    }
    try self.init(PythonLiteralParser.parse(bytes[start..<start + length]))
    dataOffset = start + length
  }

  private init(_ literal: PythonLiteral) throws(InvalidInput) {
    func failure(_ message: String, at offset: Int) -> InvalidInput {
      InvalidInput(.format, message, at: InputLocation(byteOffset: offset))
    }
    guard case .dictionary(let entries) = literal.value else {
      throw failure("the header is \(literal.summary), not a dictionary", at: literal.offset)
    }
    var descriptor: String?
    var isFortranOrder: Bool?
    var shape: Shape?
    for entry in entries {
      let value = entry.value
      switch (entry.key.value, value.value) {
      case (.string("descr"), .string(let text)) where descriptor == nil:
        descriptor = text
        descriptorOffset = value.offset
      case (.string("descr"), .list) where descriptor == nil:
        throw failure("arrays of records can't be tensors", at: value.offset)
      case (.string("fortran_order"), .boolean(let flag)) where isFortranOrder == nil:
        isFortranOrder = flag
      case (.string("shape"), .tuple(let items)) where shape == nil:
        shape = try Self.shape(items, at: value.offset)
        shapeOffset = value.offset
      default:
        throw failure(
          "the header has \(entry.key.summary): \(value.summary), which has no place there",
          at: entry.key.offset)
      }
    }
    guard let descriptor, let isFortranOrder, let shape else {
      throw failure(
        "the header lacks one of 'descr', 'fortran_order' and 'shape'", at: literal.offset)
    }
    self.descriptor = descriptor
    self.isFortranOrder = isFortranOrder
    self.shape = shape
  }

  private static func shape(
    _ items: [PythonLiteral], at offset: Int
  ) throws(InvalidInput) -> Shape {
    guard items.count <= maximumRank else {
      throw InvalidInput(
        .format, "rank \(items.count), at most \(maximumRank) is read",
        at: InputLocation(byteOffset: offset))
    }
    var sizes: [Int] = []
    for item in items {
      guard case .integer(let size) = item.value, size >= 0 else {
        throw InvalidInput(
          .format, "\(item.summary) is no size of an array",
          at: InputLocation(byteOffset: item.offset))
      }
      sizes.append(size)
    }
    return Shape(sizes)
  }

  /// The header's bytes in version 1.0, those that numpy writes.
  ///
  /// numpy leaves room for a first size of 21 digits, so that an array can grow in place, and fills
  /// up with spaces to a multiple of 64.
  func encoded() -> [UInt8] {
    let sizes = shape.count == 1 ? "\(shape[0])," : shape.map(String.init).joined(separator: ", ")
    var text = "{'descr': '\(descriptor)', 'fortran_order': False, 'shape': (\(sizes)), }"
    if let first = shape.first {
      text += String(repeating: " ", count: max(0, 21 - String(first).count))
    }
    let unpadded = Self.magic.count + 4 + text.utf8.count + 1
    text += String(repeating: " ", count: 64 - unpadded % 64) + "\n"
    let length = text.utf8.count
    return Self.magic + [1, 0, UInt8(length & 0xff), UInt8(length >> 8 & 0xff)] + Array(text.utf8)
  }
}

import Kernels

@testable import Harness

/// A model's image whose words a test changes.
struct EditedImage {
  private var words: [UInt32]

  init(_ bytes: [UInt8]) {
    words = stride(from: 0, to: bytes.count, by: 4).map { first in
      (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[first + $1]) << UInt32(8 * $1) }
    }
  }

  subscript(index: Int) -> UInt32 {
    get { words[index] }
    set { words[index] = newValue }
  }

  /// Adds to each of the integers that the word at `index` refers to.
  mutating func add(_ summand: Int32, at index: Int, count: Int) {
    let first = Int(words[index]) / 4
    for place in first..<first + count { words[place] &+= UInt32(bitPattern: summand) }
  }

  /// Moves the rows of the table that the word at `index` refers to by one; the first comes last.
  mutating func rotate(at index: Int, words length: Int, rows: Int) {
    let first = Int(words[index]) / 4
    let table = words[first..<first + length * rows]
    words.replaceSubrange(table.indices, with: table.dropFirst(length) + table.prefix(length))
  }

  /// The image with a right checksum.
  var bytes: [UInt8] {
    let bytes = words.flatMap(WireMessage.bytes(of:))
    var checksum = WireChecksum()
    for byte in bytes[16...] { checksum.add(byte) }
    return bytes[..<12] + WireMessage.bytes(of: checksum.value) + bytes[16...]
  }
}

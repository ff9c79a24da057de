import Graph
import Kernels

/// An image in the making: words, and what they refer to.
struct ImageWords {
  private var words: [UInt32] = []

  subscript(index: Int) -> UInt32 {
    get { words[index] }
    set { words[index] = newValue }
  }

  /// Adds words of 0; returns the index of the first.
  @discardableResult
  mutating func reserve(_ count: Int) -> Int {
    let first = words.count
    words.append(contentsOf: repeatElement(0, count: count))
    return first
  }

  /// Adds words; returns their offset in bytes.
  mutating func append(words more: [UInt32]) -> UInt32 {
    let offset = UInt32(words.count * 4)
    words.append(contentsOf: more)
    return offset
  }

  /// Adds fp32 numbers; returns their offset.
  mutating func append(_ values: [Float]) -> UInt32 { append(words: values.map(\.bitPattern)) }

  /// Adds q11.12 numbers, the nearest; returns their offset.
  mutating func append(q12 values: [Float]) -> UInt32 {
    append(words: values.map { UInt32(bitPattern: Q12($0).raw) })
  }

  /// Adds integers of 8 bits; returns their offset.
  mutating func append(_ values: [Int8]) -> UInt32 {
    append(
      words: stride(from: 0, to: values.count, by: 4).map { first in
        values[first..<min(first + 4, values.count)].enumerated().reduce(UInt32(0)) {
          $0 | UInt32(UInt8(bitPattern: $1.element)) << UInt32(8 * $1.offset)
        }
      })
  }

  /// The bytes, with magic, version, length and checksum in the header.
  func finish() -> [UInt8] {
    var words = words
    words[MambaField.magic] = MambaImage.magic
    words[MambaField.version] = MambaImage.version
    words[MambaField.bytes] = UInt32(words.count * 4)
    var checksum = WireChecksum()
    for word in words[4...] {
      for shift in [0, 8, 16, 24] as [UInt32] {
        checksum.add(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    words[MambaField.checksum] = checksum.value
    return words.flatMap { word in
      [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
  }
}

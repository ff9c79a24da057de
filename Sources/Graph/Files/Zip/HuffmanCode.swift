/// A canonical Huffman code of DEFLATE (RFC 1951, section 3.2.2), for decoding bit by bit.
struct HuffmanCode {
  /// The longest code word.
  static let maximumLength = 15

  /// How many code words there are of each length.
  private var counts = [Int](repeating: 0, count: maximumLength + 1)
  /// The symbols, ordered by their code words.
  private var symbols: [Int]

  /// The code whose words have these lengths, by symbol; 0 for symbols that do not occur.
  ///
  /// Nil if there are too many words of some length; an incomplete code is accepted only if it has
  /// one word or none, as RFC 1951 allows for distances.
  init?(lengths: some Sequence<UInt8>) {
    let lengths = Array(lengths)
    for length in lengths {
      guard length <= Self.maximumLength else { return nil }
      counts[Int(length)] += 1
    }
    let used = lengths.count - counts[0]
    counts[0] = 0
    var room = 1
    for length in 1...Self.maximumLength {
      room = room * 2 - counts[length]
      if room < 0 { return nil }
    }
    guard room == 0 || used == 0 || (used == 1 && counts[1] == 1) else { return nil }

    var next = [Int](repeating: 0, count: Self.maximumLength + 2)
    for length in 1...Self.maximumLength { next[length + 1] = next[length] + counts[length] }
    symbols = [Int](repeating: 0, count: used)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      symbols[next[Int(length)]] = symbol
      next[Int(length)] += 1
    }
  }

  /// The next symbol of `bits`; nil if no code word fits or the bits end.
  func decode(_ bits: inout BitReader) -> Int? {
    var code = 0
    var first = 0
    var index = 0
    for length in 1...Self.maximumLength {
      guard let bit = bits.take(1) else { return nil }
      code |= bit
      let count = counts[length]
      if code - first < count { return symbols[index + code - first] }
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    return nil
  }
}

/// Bits of a byte sequence, the least significant of each byte first.
struct BitReader {
  private let bytes: ArraySlice<UInt8>
  private(set) var position: Int
  private var held = 0
  private var heldCount = 0

  /// The bits of `bytes`.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// The next `count` bits, 16 at most, as a number; nil if there are fewer.
  mutating func take(_ count: Int) -> Int? {
    while heldCount < count {
      guard position < bytes.endIndex else { return nil }
      held |= Int(bytes[position]) << heldCount
      heldCount += 8
      position += 1
    }
    let value = held & ((1 << count) - 1)
    held >>= count
    heldCount -= count
    return value
  }

  /// Skips to the next whole byte.
  mutating func align() {
    let surplus = heldCount % 8
    held >>= surplus
    heldCount -= surplus
  }

  /// Whether every byte was begun.
  var isAtEnd: Bool { position == bytes.endIndex && heldCount < 8 }
}

/// Decompresses DEFLATE (RFC 1951) into no more bytes than the caller expects.
struct Inflater {
  /// Why a stream was refused.
  enum Failure: Error {
    /// The bits end too early, or are no DEFLATE stream; the byte where it was noticed.
    case damaged(Int)
    /// The stream holds more or less than was promised.
    case wrongSize
  }

  private var bits: BitReader
  /// As many bytes as must come out; the first ``count`` are there.
  private var output: [UInt8]
  private var count = 0

  /// Decompresses `bytes`.
  /// - Parameter size: how many bytes must come out; never more are made.
  static func inflate(_ bytes: ArraySlice<UInt8>, size: Int) throws(Failure) -> [UInt8] {
    // One byte can't stand for more than 258 * 8 / 2; a larger promise is a lie.
    guard size / 1032 <= bytes.count else { throw .wrongSize }
    var inflater = Inflater(bits: BitReader(bytes), size: size)
    try inflater.run()
    return inflater.output
  }

  private init(bits: BitReader, size: Int) {
    self.bits = bits
    output = [UInt8](repeating: 0, count: size)
  }

  private mutating func run() throws(Failure) {
    var isLast = false
    while !isLast {
      isLast = try take(1) == 1
      switch try take(2) {
      case 0: try copyStored()
      case 1: try decode(Self.fixedLiterals, Self.fixedDistances)
      case 2:
        let (literals, distances) = try dynamicCodes()
        try decode(literals, distances)
      default: throw .damaged(bits.position)
      }
    }
    guard bits.isAtEnd else { throw .damaged(bits.position) }
    guard count == output.count else { throw .wrongSize }
  }

  private mutating func take(_ count: Int) throws(Failure) -> Int {
    guard let value = bits.take(count) else { throw .damaged(bits.position) }
    return value
  }

  private mutating func copyStored() throws(Failure) {
    bits.align()
    let length = try take(16)
    guard try take(16) == length ^ 0xffff else { throw .damaged(bits.position) }
    guard length <= output.count - count else { throw .wrongSize }
    for _ in 0..<length {
      output[count] = UInt8(try take(8))
      count += 1
    }
  }

  // Base values and extra bits of the length symbols 257...285 and of the distance symbols.
  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]
  private static let distanceBits = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
    13,
  ]

  private mutating func decode(
    _ literals: HuffmanCode?, _ distances: HuffmanCode?
  ) throws(Failure) {
    guard let literals, let distances else { throw .damaged(bits.position) }
    while true {
      guard let symbol = literals.decode(&bits) else { throw .damaged(bits.position) }
      if symbol == 256 { return }
      if symbol < 256 {
        guard count < output.count else { throw .wrongSize }
        output[count] = UInt8(symbol)
        count += 1
        continue
      }
      guard symbol - 257 < Self.lengthBases.count else { throw .damaged(bits.position) }
      let length = Self.lengthBases[symbol - 257] + (try take(Self.lengthBits[symbol - 257]))
      guard let code = distances.decode(&bits), code < Self.distanceBases.count else {
        throw .damaged(bits.position)
      }
      let distance = Self.distanceBases[code] + (try take(Self.distanceBits[code]))
      guard distance <= count else { throw .damaged(bits.position) }
      guard length <= output.count - count else { throw .wrongSize }
      output.withUnsafeMutableBufferPointer { bytes in
        // Byte by byte: source and target may overlap, which repeats a pattern.
        for index in count..<count + length { bytes[index] = bytes[index - distance] }
      }
      count += length
    }
  }

  private static let fixedLiterals = HuffmanCode(
    lengths: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
  private static let fixedDistances = HuffmanCode(lengths: [UInt8](repeating: 5, count: 32))

  /// The order in which the lengths of the code of code lengths are given.
  private static let lengthOrder = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]

  private mutating func dynamicCodes() throws(Failure) -> (HuffmanCode?, HuffmanCode?) {
    let literalCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let lengthCount = try take(4) + 4
    var codeLengths = [UInt8](repeating: 0, count: 19)
    for symbol in Self.lengthOrder.prefix(lengthCount) { codeLengths[symbol] = UInt8(try take(3)) }
    guard let code = HuffmanCode(lengths: codeLengths) else { throw .damaged(bits.position) }

    var lengths: [UInt8] = []
    while lengths.count < literalCount + distanceCount {
      guard let symbol = code.decode(&bits) else { throw .damaged(bits.position) }
      var repeated = UInt8(0)
      var count = 1
      switch symbol {
      case 16:
        guard let last = lengths.last else { throw .damaged(bits.position) }
        repeated = last
        count = try take(2) + 3
      case 17: count = try take(3) + 3
      case 18: count = try take(7) + 11
      default: repeated = UInt8(symbol)
      }
      lengths += repeatElement(repeated, count: count)
    }
    guard lengths.count == literalCount + distanceCount else { throw .damaged(bits.position) }
    return (
      HuffmanCode(lengths: lengths[..<literalCount]), HuffmanCode(lengths: lengths[literalCount...])
    )
  }
}

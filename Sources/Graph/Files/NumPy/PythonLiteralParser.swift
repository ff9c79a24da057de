/// Reads the part of Python's literal syntax that numpy writes: dictionaries, tuples, lists, strings
/// without escapes, decimal integers, `True`, `False` and `None`.
struct PythonLiteralParser {
  /// Deeper nesting is refused; numpy's own headers nest four deep at most.
  private static let maximumDepth = 8

  private let text: ArraySlice<UInt8>
  private var position: Int

  /// Parses the whole of `text`, whose indices are the offsets that errors report.
  /// - Throws: `format` at the first byte that is not part of one literal.
  static func parse(_ text: ArraySlice<UInt8>) throws(InvalidInput) -> PythonLiteral {
    var parser = PythonLiteralParser(text: text, position: text.startIndex)
    let literal = try parser.value(depth: 0)
    if let junk = parser.peek() {
      throw parser.failure("\(parser.name(of: junk)) follows the header's dictionary")
    }
    return literal
  }

  private init(text: ArraySlice<UInt8>, position: Int) {
    self.text = text
    self.position = position
  }

  private func failure(_ message: String, at offset: Int? = nil) -> InvalidInput {
    InvalidInput(.format, message, at: InputLocation(byteOffset: offset ?? position))
  }

  private func name(of byte: UInt8) -> String {
    (0x21...0x7e).contains(byte)
      ? "'\(Character(Unicode.Scalar(byte)))'" : "byte 0x\(String(byte, radix: 16))"
  }

  /// The next byte that is not white space, without taking it.
  private mutating func peek() -> UInt8? {
    while position < text.endIndex, [0x20, 0x09, 0x0a, 0x0d].contains(text[position]) {
      position += 1
    }
    return position < text.endIndex ? text[position] : nil
  }

  private mutating func take(_ character: Character) -> Bool {
    guard let byte = peek(), byte == character.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(InvalidInput) -> PythonLiteral {
    guard depth < Self.maximumDepth else { throw failure("the header nests too deep") }
    guard let byte = peek() else { throw failure("the header ends in the middle of a value") }
    let start = position
    let value: PythonLiteral.Value
    switch byte {
    case UInt8(ascii: "{"): value = .dictionary(try entries(depth: depth))
    case UInt8(ascii: "("): value = try tuple(depth: depth)
    case UInt8(ascii: "["):
      position += 1
      value = .list(try items(until: "]", depth: depth).items)
    case UInt8(ascii: "'"), UInt8(ascii: "\""): value = .string(try string(quote: byte))
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): value = .integer(try integer())
    default: value = try word()
    }
    return PythonLiteral(value: value, offset: start)
  }

  private mutating func entries(depth: Int) throws(InvalidInput) -> [PythonLiteral.Entry] {
    position += 1
    var entries: [PythonLiteral.Entry] = []
    while !take("}") {
      let key = try value(depth: depth + 1)
      guard take(":") else { throw failure("':' expected after \(key.summary)") }
      entries.append(PythonLiteral.Entry(key: key, value: try value(depth: depth + 1)))
      if take(",") { continue }
      guard take("}") else { throw failure("',' or '}' expected in the header's dictionary") }
      break
    }
    return entries
  }

  /// `()`, `(1,)` and `(1, 2)` are tuples, `(1)` is its content.
  private mutating func tuple(depth: Int) throws(InvalidInput) -> PythonLiteral.Value {
    position += 1
    let (items, endsInComma) = try items(until: ")", depth: depth)
    if items.count == 1, !endsInComma { return items[0].value }
    return .tuple(items)
  }

  private mutating func items(
    until end: Character, depth: Int
  ) throws(InvalidInput) -> (items: [PythonLiteral], endsInComma: Bool) {
    var items: [PythonLiteral] = []
    while !take(end) {
      items.append(try value(depth: depth + 1))
      if take(",") { continue }
      guard take(end) else { throw failure("',' or '\(end)' expected") }
      return (items, false)
    }
    return (items, true)
  }

  private mutating func string(quote: UInt8) throws(InvalidInput) -> String {
    let start = position
    position += 1
    guard let end = text[position...].firstIndex(of: quote) else {
      throw failure("a string is not closed", at: start)
    }
    let content = text[position..<end]
    if let escape = content.firstIndex(of: UInt8(ascii: "\\")) {
      throw failure("a string has an escape sequence", at: escape)
    }
    position = end + 1
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func integer() throws(InvalidInput) -> Int {
    let start = position
    if text[position] == UInt8(ascii: "-") { position += 1 }
    while position < text.endIndex, (0x30...0x39).contains(text[position]) { position += 1 }
    guard let number = Int(String(decoding: text[start..<position], as: UTF8.self)) else {
      throw failure("not an integer of 64 bits", at: start)
    }
    // Python 2 wrote long integers as `3L`.
    if position < text.endIndex, text[position] == UInt8(ascii: "L") { position += 1 }
    return number
  }

  private mutating func word() throws(InvalidInput) -> PythonLiteral.Value {
    let letters = text[position...].prefix { byte in
      (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || byte == 0x5f
    }
    switch String(decoding: letters, as: UTF8.self) {
    case "True": position = letters.endIndex; return .boolean(true)
    case "False": position = letters.endIndex; return .boolean(false)
    case "None": position = letters.endIndex; return .none
    default: throw failure("\(name(of: text[position])) starts no Python literal")
    }
  }
}

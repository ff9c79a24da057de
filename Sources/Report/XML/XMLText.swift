/// Text made fit for XML 1.0, whatever it holds.
enum XMLText {
  /// `text` with every character that XML can't hold as a visible escape such as `\u{1B}`, cut to
  /// `limit` bytes with a note of what is missing.
  static func fit(_ text: String, limit: Int) -> String {
    var result = ""
    var isPlain = true
    for scalar in text.unicodeScalars where !isAllowed(scalar) {
      isPlain = false
      break
    }
    if isPlain {
      result = text
    } else {
      for scalar in text.unicodeScalars {
        if isAllowed(scalar) {
          result.unicodeScalars.append(scalar)
        } else {
          result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        }
      }
    }
    return cut(result, to: limit)
  }

  /// XML 1.0's `Char`: tab, line feed, carriage return, and everything from space up but surrogates,
  /// U+FFFE and U+FFFF. (A Swift string holds no surrogates.)
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xa, 0xd, 0x20...0xfffd, 0x1_0000...0x10_ffff: true
    default: false
    }
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    let bytes = text.utf8.count
    guard bytes > limit else { return text }
    var end = text.utf8.index(text.startIndex, offsetBy: limit)
    while String.Index(end, within: text.unicodeScalars) == nil {
      end = text.utf8.index(before: end)
    }
    return "\(text[..<end])\n[\(bytes - limit) bytes more]"
  }
}

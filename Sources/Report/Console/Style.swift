/// Colours of a terminal, or none.
struct Style {
  private let isColoured: Bool

  init(isColoured: Bool) { self.isColoured = isColoured }

  func good(_ text: String) -> String { painted(text, "32") }
  func bad(_ text: String) -> String { painted(text, "31;1") }
  func faint(_ text: String) -> String { painted(text, "2") }

  private func painted(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// Text of unknown origin on a terminal: control characters become visible.
enum TerminalText {
  static func fit(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xa, 0x20...0x7e, 0xa0...: result.unicodeScalars.append(scalar)
      case 0x9: result += "  "
      default: result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      }
    }
    return result
  }
}

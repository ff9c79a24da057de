/// Text from models, files and other programs, made safe to show.
extension String {
  /// The same text with everything that can't be seen spelled out: ESC becomes `\u{1B}`.
  ///
  /// Line feeds and tabs stay. Control characters, what XML 1.0 can't hold (U+FFFE, U+FFFF) and
  /// marks that reverse the direction of text are escaped: they break parsers, drive terminals, or
  /// make text read as what it is not.
  var visible: String {
    if utf8.allSatisfy({ ($0 >= 0x20 && $0 < 0x7f) || $0 == 0x0a || $0 == 0x09 }) { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar.isVisible {
        result.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result.append(contentsOf: "\\u{\(digits)}".unicodeScalars)
      }
    }
    return String(result)
  }

  /// ``visible`` on one line: a line feed or a tab becomes a space.
  var visibleLine: String { visible.onOneLine }

  /// The same text with a space for each line feed and tab.
  var onOneLine: String {
    guard utf8.contains(where: { $0 == 0x0a || $0 == 0x09 }) else { return self }
    return String(decoding: utf8.map { $0 == 0x0a || $0 == 0x09 ? 0x20 : $0 }, as: UTF8.self)
  }

  /// The first `limit` Unicode scalars, and a note of what was left out.
  func shortened(toScalars limit: Int) -> String {
    let scalars = unicodeScalars
    guard utf8.count > limit,
      let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end != scalars.endIndex
    else { return self }
    return String(scalars[..<end]) + " [\(self[end...].utf8.count) more bytes]"
  }
}

extension Unicode.Scalar {
  /// Whether a person sees it as what it is, or it is white space that text needs.
  var isVisible: Bool {
    switch value {
    case 0x09, 0x0a: true
    case 0x00...0x1f, 0x7f...0x9f, 0xfffe, 0xffff: false
    case 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff: false
    default: true
    }
  }
}

extension String {
  /// The first `limit` scalars as text that the template's escaping makes safe, whatever it holds.
  func html(_ limit: Int) -> String { shortened(toScalars: limit).visible.withMarkupAlone }

  /// The same, on one line.
  func htmlLine(_ limit: Int) -> String { shortened(toScalars: limit).visibleLine.withMarkupAlone }

  /// The same text, with every scalar spelled out that is one character with a markup character.
  ///
  /// Mustache escapes characters, not scalars: it leaves a quotation mark with an accent as it is,
  /// which for a browser is a quotation mark, and ends an attribute.
  private var withMarkupAlone: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    var result = String.UnicodeScalarView()
    for character in self {
      let scalars = character.unicodeScalars
      guard scalars.count > 1, scalars.contains(where: \.isMarkup) else {
        result.append(contentsOf: scalars)
        continue
      }
      for scalar in scalars {
        if scalar.isMarkup {
          result.append(scalar)
        } else {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          result.append(contentsOf: "\\u{\(digits)}".unicodeScalars)
        }
      }
    }
    return String(result)
  }
}

extension Unicode.Scalar {
  fileprivate var isMarkup: Bool {
    switch self {
    case "<", ">", "&", "\"", "'": true
    default: false
    }
  }
}
